/// Headroom's version: it rises with every change that can change a result.
public enum EngineVersion {
  /// Semantic version.
  public static let current = "0.2.0"
}
