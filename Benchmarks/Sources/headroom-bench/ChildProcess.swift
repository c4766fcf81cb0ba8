import Foundation

/// A run of a program from start to exit, its output thrown away.
struct ChildProcess {
  /// The path of the program.
  let program: String

  /// What follows the program's name.
  let arguments: [String]

  /// Exit codes that count as a finished run.
  let accepted: Set<Int32>

  /// A run failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the program once and adds wall time, CPU time and peak memory to a sample.
  ///
  /// The peak the system reports starts from this process's own, so children are to be measured
  /// while this process is still small.
  func run(into sample: inout Sample) throws(Failure) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }

    var child: pid_t = 0
    var status: Int32 = 0
    var usage = rusage()
    let start = Clock.wall.seconds
    let failure = posix_spawn(&child, program, &actions, nil, words, environ)
    guard failure == 0 else {
      throw Failure(
        description: "cannot start \(program): \(String(cString: strerror(failure)));"
          + " build it with `make build`")
    }
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else {
        throw Failure(description: "lost \(program): \(String(cString: strerror(errno)))")
      }
    }
    let wall = Clock.wall.seconds - start
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : -1
    guard accepted.contains(code) else {
      let command = ([program] + arguments).joined(separator: " ")
      throw Failure(description: "`\(command)` ended with \(code); run it by hand to see why")
    }
    sample.add(
      wall: wall, cpu: usage.ru_utime.seconds + usage.ru_stime.seconds,
      peakBytes: Double(usage.ru_maxrss) * 1024)
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}
