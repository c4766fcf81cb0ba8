/// A manual page in roff, as `man` reads it.
struct ManualPage {
  let path: [String]
  let command: CommandTree
  let version: String

  /// The page's file: `headroom-runs-list.1`.
  var fileName: String { path.joined(separator: "-") + ".1" }

  var text: String {
    var lines = [
      ".TH \(quoted(path.joined(separator: "-").uppercased())) 1 \"\" "
        + "\(quoted("headroom \(version)")) \(quoted("Headroom"))",
      ".SH NAME",
      "\(escaped(path.joined(separator: "-"))) \\- \(escaped(command.abstract ?? ""))",
      ".SH SYNOPSIS", ".B \(escaped(path.joined(separator: " ")))", synopsis,
    ]
    if let discussion = command.discussion, !discussion.isEmpty {
      lines.append(".SH DESCRIPTION")
      lines += body(discussion)
    }
    let shown = (command.arguments ?? []).filter(\.shouldDisplay)
    if !shown.isEmpty {
      lines.append(".SH OPTIONS")
      for argument in shown { lines += option(argument) }
    }
    if !command.children.isEmpty {
      lines.append(".SH COMMANDS")
      for child in command.children {
        lines += [".TP", ".B \(escaped(child.commandName))", escaped(child.abstract ?? "")]
      }
    }
    lines += [
      ".SH EXIT STATUS",
      "0 done; 1 done, and a check failed; 2 could not do it; 64 wrong usage.",
    ]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var synopsis: String {
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay).map { argument in
      let text = head(argument) + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(text)]" : text
    }
    return escaped(
      (arguments + (command.children.isEmpty ? [] : ["COMMAND"])).joined(separator: " "))
  }

  /// An argument by its first name: `--format <format>`, `<file>`.
  private func head(_ argument: CommandTree.Argument) -> String {
    let value = "<\(argument.valueName ?? "value")>"
    guard argument.kind != "positional" else { return value }
    let name = argument.names?.last { $0.kind != "short" }?.typed ?? argument.names?.first?.typed
    return argument.kind == "flag" ? name ?? "" : "\(name ?? "") \(value)"
  }

  private func option(_ argument: CommandTree.Argument) -> [String] {
    let names = (argument.names ?? []).map(\.typed).joined(separator: ", ")
    let value = "<\(argument.valueName ?? "value")>"
    let term =
      argument.kind == "positional" ? value : argument.kind == "flag" ? names : "\(names) \(value)"
    var said = argument.abstract ?? ""
    if let usual = argument.defaultValue, argument.kind != "flag" {
      said += " (\(usual) where it is not given.)"
    }
    return [".TP", ".B \(escaped(term))", escaped(said)]
  }

  /// Paragraphs; lines that are indented are kept as they are, because they are typed.
  private func body(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        lines.append(".PP")
      } else if line.hasPrefix("  ") {
        lines += [".nf", escaped(String(line)), ".fi"]
      } else {
        lines.append(escaped(String(line)))
      }
    }
    return lines
  }

  /// A line of text: no dash is turned, and a leading full stop or apostrophe is no request.
  private func escaped(_ line: String) -> String {
    let safe = line.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      default: String(character)
      }
    }.joined()
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }
}
