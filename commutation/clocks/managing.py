"""The case manager's clock."""

from procuratorate.lib.law.terms import Term, Unit

FLOW_NOTICE = "commutation.flow_notice"
FLOW_NOTICE_TERM = Term(10, Unit.DAY)
FLOW_NOTICE_ARTICLE = "《人民检察院刑事诉讼规则》第665条"
MANAGING_ARTICLE = "《人民检察院刑事诉讼规则》第666条"
