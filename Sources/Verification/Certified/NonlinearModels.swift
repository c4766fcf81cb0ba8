import Foundation

/// The models of NIST's nonlinear reference data sets, by set: the value at parameters b and
/// predictors x.
enum NonlinearModels {
  typealias Model = @Sendable (_ b: [Double], _ x: [Double]) -> Double

  static let all: [String: Model] = [
    "Bennett5": { b, x in b[0] * pow(b[1] + x[0], -1 / b[2]) },
    "BoxBOD": saturation,
    "Chwirut1": decayOverLine,
    "Chwirut2": decayOverLine,
    "DanWood": { b, x in b[0] * pow(x[0], b[1]) },
    "ENSO": { b, x in
      let t = 2 * Double.pi * x[0]
      return b[0] + b[1] * cos(t / 12) + b[2] * sin(t / 12) + b[4] * cos(t / b[3])
        + b[5] * sin(t / b[3]) + b[7] * cos(t / b[6]) + b[8] * sin(t / b[6])
    },
    "Eckerle4": { b, x in
      let z = (x[0] - b[2]) / b[1]
      return b[0] / b[1] * exp(-0.5 * z * z)
    },
    "Gauss1": peaks, "Gauss2": peaks, "Gauss3": peaks,
    "Hahn1": cubicRatio,
    "Kirby2": { b, x in
      let t = x[0]
      return (b[0] + t * (b[1] + t * b[2])) / (1 + t * (b[3] + t * b[4]))
    },
    "Lanczos1": decays, "Lanczos2": decays, "Lanczos3": decays,
    "MGH09": { b, x in
      let t = x[0]
      return b[0] * (t * t + t * b[1]) / (t * t + t * b[2] + b[3])
    },
    "MGH10": { b, x in b[0] * exp(b[1] / (x[0] + b[2])) },
    "MGH17": { b, x in b[0] + b[1] * exp(-x[0] * b[3]) + b[2] * exp(-x[0] * b[4]) },
    "Misra1a": saturation,
    "Misra1b": { b, x in b[0] * (1 - pow(1 + b[1] * x[0] / 2, -2)) },
    "Misra1c": { b, x in b[0] * (1 - pow(1 + 2 * b[1] * x[0], -0.5)) },
    "Misra1d": { b, x in b[0] * b[1] * x[0] / (1 + b[1] * x[0]) },
    "Nelson": { b, x in b[0] - b[1] * x[0] * exp(-b[2] * x[1]) },
    "Rat42": { b, x in b[0] / (1 + exp(b[1] - b[2] * x[0])) },
    "Rat43": { b, x in b[0] / pow(1 + exp(b[1] - b[2] * x[0]), 1 / b[3]) },
    "Roszman1": { b, x in b[0] - b[1] * x[0] - atan(b[2] / (x[0] - b[3])) / Double.pi },
    "Thurber": cubicRatio,
  ]

  private static let saturation: Model = { b, x in b[0] * (1 - exp(-b[1] * x[0])) }

  private static let decayOverLine: Model = { b, x in exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]) }

  private static let decays: Model = { b, x in
    b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) + b[4] * exp(-b[5] * x[0])
  }

  private static let peaks: Model = { b, x in
    let (first, second) = ((x[0] - b[3]) / b[4], (x[0] - b[6]) / b[7])
    return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-first * first) + b[5] * exp(-second * second)
  }

  private static let cubicRatio: Model = { b, x in
    let t = x[0]
    return (b[0] + t * (b[1] + t * (b[2] + t * b[3])))
      / (1 + t * (b[4] + t * (b[5] + t * b[6])))
  }
}
