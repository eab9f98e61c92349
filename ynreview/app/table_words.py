"""The few words beside the values of a ledger or list, for window and command line alike."""

NOTHING = "未填"
NOT_READ = "不读取"
TABLES = {"platforms": "平台台账", "panel": "专家名单"}
