"""Tables behind `names`: variants that are one character in two shapes, and surnames that are not read as they look."""

from __future__ import annotations

# Standard form first, then traditional and variant forms of 《通用规范汉字表》(2013) 附件1, and forms that only
# old code pages tell apart (青靑, 户戸); checked against the OpenCC dictionary. Characters common in names only.
# What the table restored for names (喆 堃 淼 昇 犇 锺 甦 …) is a character of its own, and so not here.
_FORMS = """
爱愛 宝寶寳 贝貝 毕畢 边邊 宾賓 财財 苍蒼 陈陳 诚誠 宠寵 础礎 传傳 创創 纯純 从從 达達 带帶 单單 党黨 邓鄧 电電
东東 冻凍 栋棟 动動 窦竇 独獨 笃篤 断斷 队隊 尔爾 发發 范範 飞飛 费費 丰豐 风風 枫楓 锋鋒 峰峯 冯馮 凤鳳 刚剛
钢鋼 岗崗 高髙 阁閣 个個 巩鞏 龚龔 贡貢 顾顧 关關関 观觀 广廣 归歸 贵貴 国國囯 过過 韩韓 汉漢 号號 贺賀 红紅
鸿鴻 后後 华華 怀懷 欢歡 环環 黄黃 辉輝 会會 汇匯 获獲 纪紀 际際 继繼 济濟 绩績 坚堅 间間 见見 剑劍 将將 蒋蔣
娇嬌 阶階 节節 杰傑 洁潔 进進 锦錦 谨謹 劲勁 经經 晋晉 惊驚 静靜 镜鏡 举舉 军軍 钧鈞 骏駿 开開 凯凱 阔闊 来來
赖賴 兰蘭 蓝藍 岚嵐 澜瀾 劳勞 乐樂 丽麗 厉厲 励勵 礼禮 历歷 连連 莲蓮 联聯 练練 梁樑 粮糧 辽遼 刘劉 龙龍 楼樓
娄婁 卢盧 庐廬 鲁魯 陆陸 录錄録 禄祿 鹭鷺 吕呂 绿綠緑 伦倫 罗羅 骆駱 马馬 迈邁 满滿 门門 梦夢 弥彌 绵綿 闵閔
鸣鳴 铭銘 谋謀 缪繆 纳納 难難 宁寧寕 农農 诺諾 欧歐 鹏鵬 庞龐 频頻 凭憑 谱譜 齐齊 骑騎 启啟啓 谦謙 钱錢 强強
乔喬 侨僑 钦欽 庆慶 琼瓊 权權 群羣 让讓 饶饒 荣榮 锐銳鋭 润潤 赛賽 闪閃 绍紹 圣聖 胜勝 诗詩 时時 实實 寿壽 书書
树樹 双雙 顺順 硕碩 丝絲 颂頌 苏蘇 肃肅 孙孫 谈談 谭譚 汤湯 涛濤 韬韜 腾騰 体體 铁鐵 听聽 图圖 团團 湾灣 万萬
网網 为為爲 伟偉 玮瑋 卫衛衞 温溫 闻聞 稳穩 乌烏 邬鄔 吴吳呉 无無 务務 锡錫 习習 戏戲 侠俠 显顯 县縣 宪憲 贤賢
献獻 乡鄉鄕 详詳 响響 萧蕭 晓曉 协協 谢謝 兴興 绣繡綉 许許 绪緒 轩軒 选選 学學 勋勳勛 寻尋 训訓 亚亞 严嚴 颜顏
阎閻 艳艷豔 杨楊 扬揚 阳陽 养養 尧堯 瑶瑤 药藥 业業 叶葉 仪儀 医醫 义義 艺藝 忆憶 亿億 谊誼 荫蔭 银銀 隐隱 应應
莹瑩 颖穎 营營 优優 游遊 犹猶 鱼魚 渔漁 与與 语語 郁鬱 誉譽 渊淵 园園 员員 圆圓 缘緣 远遠 愿願 约約 岳嶽 阅閱
跃躍 云雲 韵韻 运運 赞贊讚 泽澤 张張 长長 赵趙 贞貞 针針 真眞 桢楨 祯禎 镇鎮鎭 争爭 郑鄭 织織 志誌 质質 钟鐘鍾
众眾衆 周週 诸諸 专專 庄莊 壮壯 准準 资資 总總 邹鄒 缵纘 户戶戸 教敎 清淸 青靑 郎郞 厦廈 册冊 凉涼 净淨 减減
况況 决決 冲衝沖 昆崑 仑侖崙 岩巖 岭嶺 峡峽 岛島 岁歲 帅帥 师師 干幹 庙廟 弃棄 弯彎 征徵 恒恆 悦悅 惧懼 扩擴
拥擁 据據 携攜 敌敵 昼晝 暂暫 术術 朴樸 机機 杂雜 松鬆 极極 构構 枢樞 柠檸 标標 样樣 桦樺 樱櫻 气氣 浅淺 浓濃
涌湧 涧澗 渐漸 滨濱 滢瀅 潇瀟 灵靈 灿燦 炉爐 炼煉 烨燁 热熱 爷爺 牵牽 状狀 狮獅 玛瑪 珑瓏 琏璉 琐瑣 瑷璦 璎瓔
畅暢 疗療 监監 盖蓋 睿叡 矫矯 矿礦 码碼 祷禱 禅禪 离離 种種 积積 称稱 稣穌 穷窮 竞競 笔筆 签簽 简簡 箫簫 篮籃
紧緊 纬緯 纲綱 纶綸 绒絨 绛絳 络絡 维維 综綜 缨纓 缙縉 翘翹 职職 聪聰 脉脈 脑腦 腊臘 舰艦 苇葦 茎莖 荐薦 莱萊
莺鶯 萨薩 蔼藹 虑慮 虽雖 蚁蟻 蛮蠻 蝉蟬 览覽 觉覺 计計 认認 讨討 议議 记記 讲講 论論 设設 访訪 识識 译譯 试試
话話 询詢 该該 诲誨 诵誦 谅諒 调調 贯貫 贾賈 贻貽 赋賦 赐賜 赏賞 赓賡 车車 轮輪 轻輕 辅輔 迁遷 迟遲 逊遜 遥遙
邝鄺 郏郟 郐鄶 酝醖 里裏裡 钊釗 钏釧 钰鈺 铃鈴 铎鐸 铨銓 铮錚 铸鑄 链鏈 销銷 锁鎖 锴鍇 键鍵 镔鑌 镕鎔 镛鏞 闯闖
闽閩 陕陝 隽雋 雾霧 韦韋 韧韌 顶頂 项項 须須 颉頡 颐頤 飏颺 饮飲 饰飾 驰馳 驹駒 驾駕 骁驍 骄驕 骅驊 骥驥 鲍鮑
鲜鮮 鸥鷗 鸽鴿 鹃鵑 鹄鵠 鹤鶴 鹰鷹 麦麥 龄齡 龛龕
"""

VARIANTS = {ord(form): group[0] for group in _FORMS.split() for form in group[1:]}

_COMPOUND = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶
太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良
漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五
完颜 纳兰 叶赫 爱新觉罗
"""

COMPOUND_SURNAMES = frozenset(_COMPOUND.split())

# Readings as a surname first, then what a searcher who does not know would type (《现代汉语词典》 and common use).
_READINGS = """
单:shan/dan 仇:qiu/chou 曾:zeng/ceng 解:xie/jie 任:ren 区:ou/qu 查:zha/cha 翟:zhai/di 盖:ge/gai
朴:piao/pu 缪:miao/mou 乐:yue/le 繁:po/fan 种:chong/zhong 召:shao/zhao 折:she/zhe 黑:he/hei
秘:bi/mi 员:yun/yuan 覃:qin/tan 能:nai/neng 谌:chen/shen 宓:mi/fu 车:che/ju 贾:jia 过:guo 宁:ning
句:gou/ju 隗:wei/kui 郗:xi/chi 石:shi 郇:xun/huan 牟:mou/mu 祭:zhai/ji 盛:sheng/cheng 薄:bo/bao
卜:bu 尉:wei/yu 都:du/dou 沈:shen/chen 吕:lv/lyu/lu 逯:lu 占:zhan 应:ying 燕:yan 葛:ge 鲍:bao
洗:xian/xi 重:chong/zhong 晁:chao 褚:chu/zhu 柏:bai/bo 万俟:mo+qi 尉迟:yu+chi 长孙:zhang+sun
澹台:tan+tai 单于:chan+yu 鲜于:xian+yu 令狐:ling+hu 乐正:yue+zheng 皇甫:huang+fu 宰父:zai+fu 亓官:qi+guan
夏侯:xia+hou 呼延:hu+yan 谷梁:gu+liang 万:wan
"""

# Surname → for each syllable its readings.
SURNAME_READINGS = {
    surname: [syllable.split("/") for syllable in said.split("+")]
    for surname, said in (entry.split(":") for entry in _READINGS.split())
}
