import Foundation

/// Repeated measurements of one thing: wall and CPU seconds, and for a process its peak memory.
struct Sample {
  var wall: [Double] = []
  var cpu: [Double] = []
  var peakBytes: [Double] = []

  /// Adds one measurement.
  mutating func add(wall: Double, cpu: Double, peakBytes: Double? = nil) {
    self.wall.append(wall)
    self.cpu.append(cpu)
    if let peakBytes { self.peakBytes.append(peakBytes) }
  }

  /// Adds the measurements of another sample.
  mutating func append(_ other: Sample) {
    wall += other.wall
    cpu += other.cpu
    peakBytes += other.peakBytes
  }

  /// Runs `work` once in this process and adds its times.
  mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
    let wallStart = Clock.wall.seconds
    let cpuStart = Clock.cpu.seconds
    let result = try work()
    add(wall: Clock.wall.seconds - wallStart, cpu: Clock.cpu.seconds - cpuStart)
    return result
  }
}

/// The clocks of the system, in seconds.
enum Clock {
  /// Time that passes.
  case wall
  /// Processor time of all threads of this process.
  case cpu

  /// The reading now.
  var seconds: Double {
    var time = timespec()
    clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The middle of some measurements; the mean of the middle two for an even number.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard let last = sorted.last else { return .nan }
  let middle = sorted.count / 2
  if sorted.count % 2 == 1 { return sorted[middle] }
  return middle == 0 ? last : (sorted[middle - 1] + sorted[middle]) / 2
}
