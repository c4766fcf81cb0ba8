/// The columns of the SSDA903 tables.
enum CareColumn: String, CaseIterable {
  case child = "CHILD"
  case birth = "DOB"
  case sex = "SEX"
  case ethnicity = "ETHNIC"
  case pupilNumber = "UPN"
  case mother = "MOTHER"
  case motherChildBirth = "MC_DOB"
  case start = "DECOM"
  case reason = "RNE"
  case legalStatus = "LS"
  case need = "CIN"
  case placement = "PLACE"
  case provider = "PLACE_PROVIDER"
  case end = "DEC"
  case endReason = "REC"
  case changeReason = "REASON_PLACE_CHANGE"
  case homePostcode = "HOME_POST"
  case placementPostcode = "PL_POST"
  case establishment = "URN"
  case ceasedUnaccompanied = "DUC"
  case missing = "MISSING"
  case missingStart = "MIS_START"
  case missingEnd = "MIS_END"
  case review = "REVIEW"
  case reviewCode = "REVIEW_CODE"
  case difficultiesScore = "SDQ_SCORE"
  case difficultiesReason = "SDQ_REASON"
  case convicted = "CONVICTED"
  case healthCheck = "HEALTH_CHECK"
  case immunisations = "IMMUNISATIONS"
  case teethCheck = "TEETH_CHECK"
  case healthAssessment = "HEALTH_ASSESSMENT"
  case substanceMisuse = "SUBSTANCE_MISUSE"
  case interventionReceived = "INTERVENTION_RECEIVED"
  case interventionOffered = "INTERVENTION_OFFERED"
  case inTouch = "IN_TOUCH"
  case activity = "ACTIV"
  case accommodation = "ACCOM"
  case adoptionDecision = "DATE_INT"
  case adoptionMatch = "DATE_MATCH"
  case fosterCare = "FOSTER_CARE"
  case adopters = "NB_ADOPTR"
  case adoptersSex = "SEX_ADOPTR"
  case adoptersStatus = "LS_ADOPTR"
  case placed = "DATE_PLACED"
  case placedCeased = "DATE_PLACED_CEASED"
  case placedCeasedReason = "REASON_PLACED_CEASED"
  case permanence = "PREV_PERM"
  case permanenceAuthority = "LA_PERM"
  case permanenceDate = "DATE_PERM"
  case worker = "SW_ID"
  case workerStart = "SW_DECOM"
  case workerEnd = "SW_DEC"
  case workerReason = "SW_REASON"
  case deprivationStart = "DOLO_START"
  case deprivationEnd = "DOLO_END"
  case authority = "LA"
  case year = "YEAR"
  case synthetic = "SYNTHETIC"

  /// The column of a name in a header or an XML element, whatever its case and separators; `nil` of
  /// a name that none is known by.
  init?(named name: some StringProtocol) {
    let letters = name.uppercased().unicodeScalars.filter { scalar in
      ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    guard let column = CareColumn.names[String(String.UnicodeScalarView(letters))] else {
      return nil
    }
    self = column
  }

  private static let names: [String: CareColumn] = {
    var names = otherNames
    for column in allCases { names[column.rawValue.filter { $0 != "_" }] = column }
    return names
  }()

  /// Names that case systems and guides give the columns beside those of the return.
  private static let otherNames: [String: CareColumn] = [
    "CHILDID": .child, "CHILDIDENTIFIER": .child, "LACHILDID": .child, "CHILDLAID": .child,
    "DATEOFBIRTH": .birth, "BIRTHDATE": .birth, "PERSONBIRTHDATE": .birth, "GENDER": .sex,
    "ETHNICITY": .ethnicity, "ETHNICORIGIN": .ethnicity, "UNIQUEPUPILNUMBER": .pupilNumber,
    "MCDATEOFBIRTH": .motherChildBirth, "DATEEPISODECOMMENCED": .start,
    "EPISODESTARTDATE": .start, "EPISODESTART": .start, "DATEEPISODECEASED": .end,
    "EPISODEENDDATE": .end, "EPISODEEND": .end, "REASONFORNEWEPISODE": .reason,
    "REASONNEWEPISODE": .reason, "LEGALSTATUS": .legalStatus, "CATEGORYOFNEED": .need,
    "NEEDCODE": .need, "PLACEMENT": .placement, "PLACEMENTTYPE": .placement, "PL": .placement,
    "PLACEMENTPROVIDER": .provider, "PLPROVIDER": .provider, "PROVIDER": .provider,
    "REASONEPISODECEASED": .endReason, "REASONFOREPISODECEASED": .endReason,
    "REASONFORPLACEMENTCHANGE": .changeReason, "REASONPLACEMENTCHANGE": .changeReason,
    "HOMEPOSTCODE": .homePostcode, "PLACEMENTPOSTCODE": .placementPostcode,
    "PLPOSTCODE": .placementPostcode, "DATEUASCCEASED": .ceasedUnaccompanied,
    "MISSINGSTART": .missingStart, "MISSINGEND": .missingEnd, "REVIEWDATE": .review,
    "REVIEWCD": .reviewCode, "SDQSCR": .difficultiesScore, "ACTIVITY": .activity,
    "ACCOMMODATION": .accommodation, "INTOUCHCODE": .inTouch, "LOCALAUTHORITY": .authority,
    "RETURNYEAR": .year, "COLLECTIONYEAR": .year,
  ]
}
