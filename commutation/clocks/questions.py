"""The clock of a question to the prison: agreed days, beside a review that nothing stops."""

from procuratorate.lib.law.terms import Term, Unit

DEFAULT_ANSWER_DAYS = 3  # working days, an agreement between the two sides
MOST_ANSWER_DAYS = 30
ANSWER_ARTICLE = "双方约定（法律没有规定答复补充材料的日数）"
RUNS_ON = "审查期限继续计算：《人民检察院刑事诉讼规则》第635条没有规定中止"
RUNS_ON_OUTSIDE = "审查期限继续计算：《人民检察院刑事诉讼规则》第630条没有规定中止"
AGREED_RUNS_ON = "约定的征求意见期限继续计算"
QUESTION_BASIS = "派驻检察与监狱的信息通报（双方约定）"


def answer_term(days: int) -> Term:
    """So many working days from the day after the question arrived."""
    return Term(days, Unit.WORKING_DAY)
