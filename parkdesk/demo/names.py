"""Names of an invented town: its companies, people, schools and streets.

The towns do not exist, so a company named after one cannot be registered anywhere. Forty
companies are told by hand, with the line of work each lives from; more are put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from parkdesk.domain.contracts import ServiceLine

PARK = "云湖国际服务外包园"
PARK_EN = "Yunhu International Outsourcing Park"


@dataclass(frozen=True, slots=True)
class Company:
    """What a company is called, and its line: ITO, BPO or KPO."""

    name: str
    short: str
    name_en: str
    line: ServiceLine
    work: str


_LIMITED = "Co., Ltd."

# Chinese name, short name, English name, line, what it does under contract.
_TOLD = """
云湖青禾软件有限公司|青禾软件|Yunhu Qinghe Software|ITO|银行核心系统开发
岫川澜桥信息技术有限公司|澜桥信息|Xiuchuan Lanqiao Information Technology|ITO|车载软件测试
云湖松屿数据服务有限公司|松屿数据|Yunhu Songyu Data Services|BPO|保险理赔单据处理
临汐远岫财务共享服务有限公司|远岫财务|Linxi Yuanxiu Financial Shared Services|BPO|应付账款共享服务
云湖明汐生物医药研发有限公司|明汐医药|Yunhu Mingxi Biomedical Research|KPO|临床试验数据管理
沧宁星栈信息系统有限公司|星栈信息|Cangning Xingzhan Information Systems|ITO|物流仓储系统运维
云湖云麓工业设计有限公司|云麓设计|Yunhu Yunlu Industrial Design|KPO|医疗器械外观与结构设计
北汀知衡知识产权服务有限公司|知衡知产|Beiting Zhiheng Intellectual Property|KPO|专利检索与分析
云湖听澜呼叫中心服务有限公司|听澜呼叫|Yunhu Tinglan Contact Centre|BPO|电商多语言客户服务
朔安启明软件股份有限公司|启明软件|Shuo'an Qiming Software|ITO|企业资源系统本地化
云湖千帆供应链管理有限公司|千帆供应链|Yunhu Qianfan Supply Chain|BPO|跨境订单与报关单证处理
岫川砚池翻译服务有限公司|砚池翻译|Xiuchuan Yanchi Language Services|BPO|技术文档本地化
云湖栖云云计算有限公司|栖云计算|Yunhu Qiyun Cloud Computing|ITO|云平台迁移与运维
临汐丹枫动漫设计有限公司|丹枫动漫|Linxi Danfeng Animation|KPO|动画中后期制作
云湖衡石测试技术有限公司|衡石测试|Yunhu Hengshi Testing|ITO|金融软件独立测试
沧宁白鹭人力资源服务有限公司|白鹭人力|Cangning Bailu Human Resources|BPO|薪酬与社保代理
云湖鉴微集成电路设计有限公司|鉴微设计|Yunhu Jianwei Circuit Design|KPO|集成电路版图设计
北汀晴川数据标注有限公司|晴川数据|Beiting Qingchuan Data Labelling|BPO|自动驾驶图像标注
云湖观澜大数据有限公司|观澜数据|Yunhu Guanlan Big Data|KPO|零售经营分析
朔安木铎教育科技有限公司|木铎教育|Shuo'an Muduo Education|ITO|在线学习平台开发
云湖同舟金融后台服务有限公司|同舟金融|Yunhu Tongzhou Financial Back Office|BPO|信用卡申请审核
岫川归雁医疗信息有限公司|归雁医疗|Xiuchuan Guiyan Medical Information|ITO|医院影像系统开发
云湖惊蛰游戏测试有限公司|惊蛰测试|Yunhu Jingzhe Game Testing|ITO|游戏本地化测试
临汐望舒航天软件有限公司|望舒软件|Linxi Wangshu Aerospace Software|ITO|地面测控软件开发
云湖疏影影视制作有限公司|疏影影视|Yunhu Shuying Film Services|KPO|影视特效制作
沧宁格物工程技术有限公司|格物工程|Cangning Gewu Engineering|KPO|石化装置三维建模
云湖半亩电子商务有限公司|半亩电商|Yunhu Banmu E-Commerce|BPO|网店商品运营
北汀飞廉物联网有限公司|飞廉物联|Beiting Feilian Internet of Things|ITO|智能电表固件开发
云湖书契档案服务有限公司|书契档案|Yunhu Shuqi Records Services|BPO|档案数字化
朔安天问人工智能有限公司|天问智能|Shuo'an Tianwen Artificial Intelligence|KPO|语音识别模型训练
云湖杏坛职业培训有限公司|杏坛培训|Yunhu Xingtan Vocational Training|ITO|软件工程师实训
岫川苇航航空数据有限公司|苇航数据|Xiuchuan Weihang Aviation Data|BPO|航空结算数据处理
云湖采薇检验检测有限公司|采薇检测|Yunhu Caiwei Testing and Inspection|KPO|食品检测分析
临汐南枝信息安全有限公司|南枝安全|Linxi Nanzhi Information Security|ITO|渗透测试与安全运维
云湖鹿鸣地理信息有限公司|鹿鸣地理|Yunhu Luming Geoinformation|KPO|遥感影像判读
沧宁问渠咨询有限公司|问渠咨询|Cangning Wenqu Consulting|KPO|市场调研与决策分析
云湖折桂软件外包有限公司|折桂软件|Yunhu Zhegui Software Outsourcing|ITO|对日软件开发
北汀流萤设计有限公司|流萤设计|Beiting Liuying Design|KPO|家电工业设计
云湖朝露网络科技有限公司|朝露网络|Yunhu Zhaolu Network Technology|ITO|网站开发与维护
朔安拾遗文化传媒有限公司|拾遗传媒|Shuo'an Shiyi Culture Media|BPO|新媒体内容审核
""".strip()

_TOWNS = (("云湖", "Yunhu"), ("临汐", "Linxi"), ("沧宁", "Cangning"), ("北汀", "Beiting"))
_BRANDS_PINYIN = """
青禾:Qinghe 松屿:Songyu 澜桥:Lanqiao 远岫:Yuanxiu 明汐:Mingxi 星栈:Xingzhan 云麓:Yunlu
知衡:Zhiheng 听澜:Tinglan 千帆:Qianfan 砚池:Yanchi 栖云:Qiyun 丹枫:Danfeng 衡石:Hengshi
白鹭:Bailu 鉴微:Jianwei 晴川:Qingchuan 观澜:Guanlan 木铎:Muduo 同舟:Tongzhou 归雁:Guiyan
望舒:Wangshu 疏影:Shuying 格物:Gewu 半亩:Banmu 飞廉:Feilian 书契:Shuqi 苇航:Weihang 采薇:Caiwei
南枝:Nanzhi 鹿鸣:Luming 问渠:Wenqu 折桂:Zhegui 流萤:Liuying 朝露:Zhaolu
"""
_BRANDS = tuple(pair.split(":") for pair in _BRANDS_PINYIN.split())
_SECONDS_PINYIN = """
恒:Heng 远:Yuan 嘉:Jia 诚:Cheng 启:Qi 航:Hang 达:Da 信:Xin 瑞:Rui 和:He 安:An 新:Xin 博:Bo
联:Lian 众:Zhong 创:Chuang 智:Zhi 华:Hua 宏:Hong 泰:Tai 卓:Zhuo 优:You 凯:Kai 丰:Feng 景:Jing
正:Zheng 睿:Rui 源:Yuan 佳:Jia 盛:Sheng
"""
_SECONDS = tuple(pair.split(":") for pair in _SECONDS_PINYIN.split())
_TRADES = (
    ("软件", "Software", "ITO", "应用软件开发"),
    ("信息技术", "Information Technology", "ITO", "信息系统运维"),
    ("数据服务", "Data Services", "BPO", "业务数据处理"),
    ("测试技术", "Testing", "ITO", "软件测试"),
    ("财务咨询", "Financial Services", "BPO", "财务共享服务"),
    ("人力资源", "Human Resources", "BPO", "薪酬代理"),
    ("呼叫中心服务", "Contact Centre", "BPO", "多语言客户服务"),
    ("供应链管理", "Supply Chain", "BPO", "订单与单证处理"),
    ("工业设计", "Industrial Design", "KPO", "产品设计"),
    ("生物医药研发", "Biomedical Research", "KPO", "临床数据管理"),
    ("动漫设计", "Animation", "KPO", "动画制作"),
    ("云计算", "Cloud Computing", "ITO", "云平台运维"),
    ("大数据", "Big Data", "KPO", "经营数据分析"),
    ("工程技术服务", "Engineering", "KPO", "工程建模"),
    ("知识产权服务", "Intellectual Property", "KPO", "专利检索"),
)
_FORMS = ("有限公司",) * 8 + ("股份有限公司", "有限责任公司")

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
)
_MEN = """
伟 强 磊 军 洋 勇 杰 涛 超 刚 辉 浩 凯 俊 宇轩 子涵 泽宇 思远 志远 天翔 海峰 建国 立新
嘉诚 博文 明轩 浩然 晓东 文斌 一鸣 俊熙 家豪 承志 景行 修远
"""
MEN = tuple(_MEN.split())
_WOMEN = """
芳 娜 敏 静 丽 艳 娟 霞 燕 雪 琳 婷 倩 颖 欣 怡 晓雨 佳怡 诗涵 梓萱 雨桐 思琪 若溪 语嫣
可欣 梦瑶 佳慧 晓琳 雅婷 书宁 清越 念慈 望舒 采薇
"""
WOMEN = tuple(_WOMEN.split())
SCHOOLS = (
    "云湖大学",
    "沧宁理工学院",
    "临汐师范大学",
    "岫川工业大学",
    "北汀财经学院",
    "朔安外国语学院",
)
COLLEGES = ("云湖职业技术学院", "沧宁信息职业学院", "北汀软件职业学院")
MAJORS = (
    "软件工程",
    "计算机科学与技术",
    "信息管理与信息系统",
    "数据科学与大数据技术",
    "日语",
    "英语",
    "会计学",
    "电子商务",
    "工业设计",
    "生物工程",
)
COURSES = {
    "ITO": ("对日软件开发", "Java企业级开发", "软件测试工程师", "嵌入式开发", "云平台运维"),
    "BPO": ("财务共享服务", "多语言客服实务", "单据处理实务", "数据标注质检"),
    "KPO": ("临床数据管理", "工业设计软件", "专利检索与分析", "数据分析师"),
}
POSTS = {
    "ITO": ("开发工程师", "测试工程师", "运维工程师", "实施工程师"),
    "BPO": ("业务专员", "客服专员", "单证员", "数据专员"),
    "KPO": ("分析师", "设计师", "研究助理", "建模工程师"),
}
INSTITUTIONS = ("云湖杏坛软件实训学校", "沧宁服务外包人才培训中心", "北汀对日软件学院")
STREETS = ("创新一路", "创新二路", "望湖大道", "澄心街", "云帆路")


def told() -> tuple[Company, ...]:
    """Return the forty companies told by hand, in their order."""
    companies = []
    for line in _TOLD.splitlines():
        name, short, english, kind, work = line.split("|")
        companies.append(Company(name, short, f"{english} {_LIMITED}", ServiceLine(kind), work))
    return tuple(companies)


def made_up(rng: Random) -> Iterator[Company]:
    """Yield further companies without end, no name twice.

    Each combination of town, brand, second syllables and trade comes once, in an order that
    looks shuffled; the form of the company is drawn.
    """
    sizes = (len(_TOWNS), len(_BRANDS), len(_SECONDS), len(_SECONDS), len(_TRADES))
    total = 1
    for size in sizes:
        total *= size
    start = rng.randrange(total)
    for number in range(total):
        # The stride is a prime larger than any of the sizes, so it meets every combination.
        place = (start + number * 1_234_577) % total
        at = []
        for size in sizes:
            place, digit = divmod(place, size)
            at.append(digit)
        yield _combined(at, rng)


def _combined(at: list[int], rng: Random) -> Company:
    town, town_en = _TOWNS[at[0]]
    brand, brand_en = _BRANDS[at[1]]
    second, second_en = _SECONDS[at[2]]
    third, third_en = _SECONDS[at[3]]
    trade, trade_en, line, work = _TRADES[at[4]]
    form = rng.choice(_FORMS)
    english = f"{town_en} {brand_en} {second_en}{third_en.lower()} {trade_en} {_LIMITED}"
    short = f"{brand}{second}{third}"
    return Company(f"{town}{short}{trade}{form}", short, english, ServiceLine(line), work)


def person(rng: Random, *, man: bool) -> str:
    """Return a person's name."""
    return rng.choice(SURNAMES) + rng.choice(MEN if man else WOMEN)
