import Periods
