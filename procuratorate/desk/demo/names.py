"""Ordinary names of the right generation: surnames by frequency, given names from single characters."""

from __future__ import annotations

from hashlib import sha256
from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
MEN = (
    "伟强磊军勇杰涛斌波辉刚健明亮平飞鹏华超林峰建国庆生志海东文洪成福荣贵根发金水木山云龙虎良德仁义忠孝廉"
    "清正宏达远航宇晨旭阳朗彦博睿哲翰诚信立新春秋冬雨雷震啸天地川江河湖波涌泽润涵源"
)
WOMEN = "芳娟敏静丽艳娜秀兰英玉萍红霞梅桂琴云莲珍凤洁雪晶莹倩婷慧巧美淑惠珠翠雅芝琳瑶怡婉雯菲寒蓉黛青岚素"
RARE = "喆堃镕彧䶮㛃𠅤垚赟頔"
OTHER = ("阿勒腾·那森", "买买提·阿不都拉", "巴特尔·苏和", "次仁·旺堆", "吉克·阿木", "古丽·艾山", "乌兰·其木格")
# Digests of real officials' names in the owner's documents: nobody in the demonstration may bear one, nor stand here.
RESERVED = frozenset(
    [
        "01a9dfb4",
        "026e0885",
        "23a3baaf",
        "2892aedc",
        "2a378252",
        "36b6d653",
        "3c415829",
        "3dbe71a0",
        "8833d9ff",
        "8fdb7629",
        "91c8c99b",
        "acf43c90",
        "bcadd01e",
        "be5dcf3e",
        "c6b6bcb1",
        "c7225dbf",
        "d78761fa",
        "e344e4cd",
    ]
)


def person_name(rng: Random, sex: str) -> str:
    """One invented name; 6 % with ·, 3 % with a rare character."""
    dice = rng.random()
    if dice < 0.06:
        return rng.choice(OTHER)
    letters = MEN if sex == "男" else WOMEN
    given = rng.choice(letters) + (rng.choice(letters) if rng.random() < 0.72 else "")
    if dice < 0.09:
        given = rng.choice(RARE) + (given[0] if rng.random() < 0.4 else "")
    name = rng.choice(SURNAMES[: 20 if rng.random() < 0.6 else None]) + given
    return person_name(rng, sex) if sha256(name.encode()).hexdigest()[:8] in RESERVED else name


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def identity_number(place: int, born: str, sex: str, city: str) -> str:
    """18 digits in the unassigned province 99, check digit valid, unique by `place` within a city ("9901")."""
    county, serial = divmod(place, 500)
    body = f"{city}{county + 1:02d}{born}{serial * 2 + (sex == '男'):03d}"
    return body + CHECK[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
