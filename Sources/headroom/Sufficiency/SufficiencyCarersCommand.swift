import ArgumentParser
import Foundation
import Publishing
import Sufficiency

/// `headroom sufficiency carers --carers N --enquiries N …`.
struct SufficiencyCarersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carers",
    abstract: "Foster carers from enquiry to approval, those who leave, and their places.",
    discussion: """
      Example:
        headroom sufficiency carers --carers 110 --enquiries 20 --conversion 0.06 \\
          --lag 0,0,0,0,0.3,0.4,0.3 --leave 0.012 --places-per-carer 1.6 \\
          --unavailable 0.18
      """)

  @Option(name: .long, help: "Carers now.") var carers: Double
  @Option(name: .long, help: "Enquiries a month.") var enquiries: Double
  @Option(name: .long, help: "Share of enquiries that end in approval.") var conversion: Double
  @Option(
    name: .long,
    help: "Shares approved 0, 1, 2 … months after the enquiry, with commas between.",
    transform: { try SizeBlockOptions.list($0) })
  var lag: [Double] = [1]
  @Option(name: .long, help: "Share of carers who leave in a month.") var leave: Double
  @Option(name: .long, help: "Places for each carer.") var placesPerCarer: Double
  @Option(name: .long, help: "Share of places that can't be used.") var unavailable: Double = 0
  @Option(name: .long, help: "How many months.") var months = 24
  @Option(name: .long, help: "The format: table or csv.") var format: TableFormat = .table

  func validate() throws {
    guard (1...240).contains(months) else {
      throw ValidationError("--months takes a whole number from 1 to 240.")
    }
  }

  func run() throws {
    let pipeline: CarerPipeline
    do {
      pipeline = try CarerPipeline(
        enquiries: Array(repeating: enquiries, count: months), conversion: conversion, lag: lag,
        carers: carers, monthlyLeave: leave, placesPerCarer: placesPerCarer,
        unavailable: unavailable)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    if format == .csv {
      var text = "month,approvals,carers,places\n"
      for month in 0..<months {
        text += "\(month + 1),\(pipeline.approvals[month]),\(pipeline.carers[month])"
        text += ",\(pipeline.places[month])\n"
      }
      Terminal.out(text)
      return
    }
    var table = TextTable(header: ["month", "approvals", "carers", "places"])
    for month in 0..<months {
      table.rows.append(
        ["\(month + 1)"]
          + [pipeline.approvals, pipeline.carers, pipeline.places].map {
            String(format: "%.1f", $0[month])
          })
    }
    Terminal.out(table.text() + "\n")
  }
}
