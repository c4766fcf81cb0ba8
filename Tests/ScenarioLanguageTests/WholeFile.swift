/// The small file with every construct that needs tables of one's own, contracts and questions.
let wholeFile =
  goodFile + """
    category band is young, old
    covariate rain is "data/rain.csv"
    measure residents counts children
      split by band
      projection "data/people.csv"
    end measure
    measure requests counts requests per month
      split by band
      history "data/requests.csv" each month
      forecast by request-rate
    end measure
    regression request-rate predicts requests
      family negative-binomial
      exposure residents
      level varies by band
      explained by trend, levelling off
      explained by season
      explained by rain together with band
      fitted to "data/requests.csv" from April 2016 to March 2026
      holding back 24 months for testing
    \(evidence)
    end regression
    assumption children-per-request is between 0.5 and 0.7 children per request, 90% likely
      moves with growth, correlation 0.4
    \(evidence)
    end assumption
    figure newcomers in children per month is requests × children-per-request
    figure unit-rate in £ per child per week is rate.residential + rate.foster
    figure dearer in % is (rate.residential - rate.foster) / rate.foster
    measure beds-in-use counts children
      split by placement
      history "data/care.csv" at ssda903
      forecast by placements-path
    end measure
    pathway placements-path for beds-in-use
      rates from "data/moves.csv" between April 2021 and March 2026
      enter foster at newcomers
      transfer foster to residential at 2% per month
      limit foster to homes, 1 child per place, overflow to residential
      limit residential to homes, 2 children per place, overflow to supported
      age out at 18
    \(evidence)
    end pathway
    measure visits counts children
      history "data/visits.csv" each month
      forecast by recent-trend
    end measure
    contract block charged to general-fund
      label "Eight beds"
      provides 8 beds
      serves cla where placement is residential
      replaces placements
      at £4,850 per bed per week in 2026/27 prices
      inflates with growth
      filled to between 78% and 95%, 90% likely
      paid whether or not occupied
      from September 2027
      until August 2032
      lag 1 month
      over 4 months, straight-line
    \(evidence)
    end contract
    lever more-homes on homes
      set homes to 140 places
      from April 2028
      fades by 8% per academic year
    \(evidence)
    end lever
    lever fewest on visits
      cap visits at 40 children
      from April 2028
    \(evidence)
    end lever
    scenario wide extends plan
      covers residents, requests, beds-in-use, visits
      use contract block
      use lever fewest
    end scenario
    scenario narrow extends wide
      drop contract block
      drop lever fewest
    end scenario
    report gaps is "Gaps"
      baseline baseline
      scenarios wide
      years 2027/28 to 2030/31
      prices cash
      split by fund
      present as cumulative
      show median only
      gap against "data/budget.csv"
    end report
    ask "What if fewer children need residential care?"
      starting with wide
      suppose lever more-homes
      suppose on ehcps
        reduce ehcps by 10% of baseline, never starting
        from April 2027
        fades by 5% per financial year
      end suppose
      show saving by fund from 2027/28 to 2030/31, median with 80% range
      find lever fewer between 0% and 200% so that placements in 2028/29 at most £41m cash, 80% likely
      chance that cla.residential at ssda903 2028 is over 60 children
      chance that homes in any month from 2027/28 to 2029/30 is under 100 places
      size contract block between 0 and 20, lowest cost at 90% confidence
      size contract block between 0 and 20, lowest expected cost
      rank assumptions by placements in 2028/29
      rank levers by saving in 2028/29
      benchmark cla at ssda903 2025 per 10,000 children against statistical neighbours, region, England
    end ask

    """
