"""The grammar of targets: what a sentence of a made-up county commits to."""

from decimal import Decimal

import pytest

from kg.model.records import Target
from kg.parsing.targets import read_targets


def brief(text: str) -> list[tuple[str | None, str, str, str, str | None]]:
    """Indicator, change, comparator, value (with upper end and baseline), unit of each target."""
    return [(t.indicator, t.change, t.comparator, _figure(t), t.unit) for t in read_targets(text).targets]


def _figure(target: Target) -> str:
    upper = "" if target.upper is None else f"-{target.upper}"
    return ("" if target.baseline is None else f"{target.baseline}>") + f"{target.value}{upper}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县生产总值增长6.5%以上。", ("全县生产总值", "increase", "ge", "6.5", "%")),
        ("——全县生产总值增长6.5%以上。", ("全县生产总值", "increase", "ge", "6.5", "%")),
        ("–税收增长5%。", ("税收", "increase", "eq", "5", "%")),
        ("单位产值能耗下降３％左右。", ("单位产值能耗", "decrease", "approx", "3", "%")),
        ("城镇登记失业率控制在4%以内。", ("城镇登记失业率", "level", "le", "4", "%")),
        ("社会消费品零售额增速达9%。", ("社会消费品零售额增速", "level", "eq", "9", "%")),
        ("制造业投资占比提高2个百分点。", ("制造业投资占比", "increase", "eq", "2", "百分点")),
        ("小微企业贷款利率下降15个基点。", ("小微企业贷款利率", "decrease", "eq", "15", "基点")),
        ("亩均税收不低于30万元。", ("亩均税收", "level", "ge", "30", "万元")),
        ("旅游总收入突破1.2万亿元。", ("旅游总收入", "level", "ge", "1.2", "万亿元")),
        ("工业总产值突破千亿元。", ("工业总产值", "level", "ge", "1000", "亿元")),
        ("新建2座人行桥。", ("人行桥", "level", "eq", "2", "座")),
        ("新增养老床位1,200张以上。", ("新增养老床位", "level", "ge", "1200", "张")),
        ("增加公办学位3000个。", ("公办学位", "increase", "eq", "3000", "个")),
        ("提升改造农贸市场7个。", ("农贸市场", "level", "eq", "7", "个")),
        ("举办乡村音乐会十场。", ("乡村音乐会", "level", "eq", "10", "场")),
        ("新建三所小学。", ("小学", "level", "eq", "3", "所")),
        ("引进20亿元以上项目6个。", ("20亿元以上项目", "level", "eq", "6", "个")),
        ("培育年销售超3亿元企业8家以上。", ("年销售超3亿元企业", "level", "ge", "8", "家")),
        ("建成110千伏变电站3座。", ("110千伏变电站", "level", "eq", "3", "座")),
        ("新增2岁以下托位400个。", ("新增2岁以下托位", "level", "eq", "400", "个")),
        ("安排3亿元助推小店发展。", ("助推小店发展", "level", "eq", "3", "亿元")),
        ("中心镇区PM2.5浓度稳定在每立方米24微克。", ("中心镇区PM2.5浓度", "level", "eq", "24", "微克/立方米")),
        ("基础养老金标准提高到每人每月190元。", ("基础养老金标准", "level", "eq", "190", "元/人·月")),
        ("护理床位占比由48%提高到55%以上。", ("护理床位占比", "level", "ge", "48>55", "%")),
        ("每千人医师数从2.6提升至3.1。", ("每千人医师数", "level", "eq", "2.6>3.1", None)),
        ("城乡收入倍差缩小到1.7以内。", ("城乡收入倍差", "level", "le", "1.7", None)),
        ("给予小店5%-10%租金优惠。", ("小店租金优惠", "level", "eq", "5-10", "%")),
        ("新增上市企业2-3家。", ("新增上市企业", "level", "eq", "2-3", "家")),
        ("高新区综合排名进入全省前20位。", ("高新区综合排名", "level", "le", "20", "位")),
        ("经济总量跻身全国百强县前五十强。", ("经济总量跻身全国百强县", "level", "le", "50", "强")),
        ("新增财力四分之三以上用于民生。", ("新增财力用于民生", "level", "ge", "75", "%")),
        ("新建3人制篮球场20个。", ("3人制篮球场", "level", "eq", "20", "个")),
        ("全县生产总值确保增长6%。", ("全县生产总值", "increase", "eq", "6", "%")),
        ("工业增加值力争增长7%左右。", ("工业增加值", "increase", "approx", "7", "%")),
        ("城镇新增就业5万至6万人。", ("城镇新增就业", "level", "eq", "5-6", "万人")),
        ("每个乡镇至少有两名专职人员。", ("专职人员", "level", "ge", "2", "名")),
        ("确保零就业家庭至少有一人就业。", ("就业", "level", "ge", "1", "人")),
        ("建成口袋公园100余个。", ("口袋公园", "level", "ge", "100", "个")),
        ("新建(改建)公厕30座。", ("公厕", "level", "eq", "30", "座")),
        ("为全镇70周岁以上老人免费接种疫苗2万剂次。", ("疫苗", "level", "eq", "2", "万剂次")),
        ("在东湖片区增设停车点12处。", ("停车点", "level", "eq", "12", "处")),
        ("修復堰塘12座。", ("堰塘", "level", "eq", "12", "座")),
        ("新建 30 处 避灾点 。", ("避灾点", "level", "eq", "30", "处")),
        ("设立10亿元产业基金。", ("产业基金", "level", "eq", "10", "亿元")),
        ("争取建成投产3个以上超5亿元项目。", ("超5亿元项目", "level", "ge", "3", "个")),
        ("地区生产总值\t增长5.5%（县下达指标）", ("地区生产总值", "increase", "eq", "5.5", "%")),
        ("农村低保标准由现行的人均收入3100元提高到3300元。", ("农村低保标准", "level", "eq", "3100>3300", "元")),
        ("完成县定4年行动计划40%的任务。", ("县定4年行动计划", "level", "eq", "40", "%")),
        ("建成综合楼一栋。", ("综合楼", "level", "eq", "1", "栋")),
        ("筹建安置房800套（户）。", ("安置房", "level", "eq", "800", "套（户）")),
        ("扶持种粮大户30家/户。", ("种粮大户", "level", "eq", "30", "家/户")),
        ("改建4个医疗急救（120）分站。", ("医疗急救（120）分站", "level", "eq", "4", "个")),
        ("完成村卫生室（社区服务站）20个。", ("村卫生室（社区服务站）", "level", "eq", "20", "个")),
        ("对12条道路路灯进行提升改造。", ("道路路灯提升改造", "level", "eq", "12", "条")),
        ("开工甲河整治、乙湖清淤等水利项目9个。", ("水利项目", "level", "eq", "9", "个")),
        ("新增市级以上首台（套）产品5个。", ("新增市级以上首台（套）产品", "level", "eq", "5", "个")),
        ("建成市级“清水河湖”4条。", ("市级“清水河湖”", "level", "eq", "4", "条")),
        ("发放资助金300万元。", ("资助金", "level", "eq", "300", "万元")),
        ("推动企业数字化改造覆盖率达到70%。", ("企业数字化改造覆盖率", "level", "eq", "70", "%")),
        ("新开工项目30个以上。", ("新开工项目", "level", "ge", "30", "个")),
        ("孕产妇死亡率控制在9/10万以内。", ("孕产妇死亡率", "level", "le", "9", "/10万")),
        ("审批时限压缩至法定时限的40%。", ("审批时限", "level", "eq", "40", "%")),
        ("30%以上线路服务时间延伸至22时以后。", ("线路服务时间延伸至22时以后", "level", "ge", "30", "%")),
        ("研发人员达到120人年以上。", ("研发人员", "level", "ge", "120", "人年")),
        ("发行3亿元专项债券。", ("专项债券", "level", "eq", "3", "亿元")),
        ("改造12个5000吨级泊位。", ("5000吨级泊位", "level", "eq", "12", "个")),
        ("新增墓穴900穴。", ("新增墓穴", "level", "eq", "900", "穴")),
        ("就业率≥90%。", ("就业率", "level", "ge", "90", "%")),
        ("淘汰率＜5％。", ("淘汰率", "level", "le", "5", "%")),
        ("达标率=50%。", ("达标率", "level", "eq", "50", "%")),
        ("新打3口机井。", ("机井", "level", "eq", "3", "口")),
        ("900名学生开展视力筛查。", ("学生视力筛查", "level", "eq", "900", "名")),
        ("30公里危险路段安装防护栏。", ("危险路段安装防护栏", "level", "eq", "30", "公里")),
        ("省财政拨款3亿元启动危房改造。", ("省财政拨款", "level", "eq", "3", "亿元")),
        ("由县财政投资约20万元修建。", ("县财政投资", "level", "approx", "20", "万元")),
        ("完成涉及3000户小区供水设施改造。", ("小区供水设施改造", "level", "eq", "3000", "户")),
        ("各镇均实现10%以上增长。", ("各镇", "increase", "ge", "10", "%")),
        ("补贴标准不低于每人每月60元/月。", ("补贴标准", "level", "ge", "60", "元/月")),
        ("3年内培养名教师20名。", ("名教师", "level", "eq", "20", "名")),
        ("1)创建示范村2个。", ("示范村", "level", "eq", "2", "个")),
        ("增值率提高到2.0以上。", ("增值率", "level", "ge", "2.0", None)),
        ("外资不低于全部投资的30%。", ("外资", "level", "ge", "30", "%")),
        ("使全县80%的学校达标。", ("学校达标", "level", "eq", "80", "%")),
        ("126条沟渠治理已完成120条。", ("沟渠治理", "level", "eq", "126", "条")),
        ("算力规模达到300P。", ("算力规模", "level", "eq", "300", "P")),
    ],
)
def test_one_target(text: str, expected: tuple[str, str, str, str, str | None]) -> None:
    assert brief(text) == [expected]


@pytest.mark.parametrize(
    ("text", "indicators", "values"),
    [
        ("外贸出口、跨境电商出口额分别增长7%和21%。", ["外贸出口", "跨境电商出口额"], ["7", "21"]),
        ("城镇、农村居民人均可支配收入分别增长7%和8%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"], ["7", "8"]),
        ("基本养老、基本医疗参保率分别在96%、97%以上。", ["基本养老参保率", "基本医疗参保率"], ["96", "97"]),
        ("供水普及率和燃气普及率均达到99%。", ["供水普及率", "燃气普及率"], ["99", "99"]),
        ("创建“清风小院”“清风街巷”各20个。", ["“清风小院”", "“清风街巷”"], ["20", "20"]),
        ("甲镇居民人均收入和乙镇农民人均收入增长8%。", ["甲镇居民人均收入", "乙镇农民人均收入"], ["8", "8"]),
        ("智慧工厂、无人车间9家以上。", ["智慧工厂、无人车间"], ["9"]),
        ("新增未来工厂3家、智能车间5家。", ["新增未来工厂", "智能车间"], ["3", "5"]),
        ("亿元以上项目开工40个、竣工30个。", ["亿元以上项目开工", "亿元以上项目竣工"], ["40", "30"]),
        ("创建3个特色村、5个示范村。", ["特色村", "示范村"], ["3", "5"]),
        ("引进10亿元以上项目8个，其中50亿元以上2个。", ["10亿元以上项目", "50亿元以上"], ["8", "2"]),
        ("财政总收入30亿元、税收20亿元，分别增长5%、6%。", ["财政总收入", "税收"] * 2, ["30", "20", "5", "6"]),
        ("服务业增加值达到90亿元，增长8%。", ["服务业增加值"] * 2, ["90", "8"]),
        ("启动改造40个小区供水设施，年内完成20个。", ["小区供水设施"] * 2, ["40", "20"]),
        ("新建公交站100个（其中农村80个）。", ["公交站", "农村"], ["100", "80"]),
        ("为6所村小安装饮水机40台。", ["村小", "饮水机"], ["6", "40"]),
        ("争取1家企业上市，3家企业在区域市场挂牌。", ["企业上市", "企业在区域市场挂牌"], ["1", "3"]),
        ("新辟公交线路10条，优化调整20条。", ["公交线路", "公交线路"], ["10", "20"]),
        ("开工安置房60套，回迁安置90户。", ["安置房", "回迁安置"], ["60", "90"]),
        ("优良天数比例、PM10浓度分别达到90%、50微克/立方米。", ["优良天数比例", "PM10浓度"], ["90", "50"]),
        ("新建3个、改建5个口袋公园。", ["口袋公园", "口袋公园"], ["3", "5"]),
        ("城镇、农村低保补差水平分别从每月400元、180元提高到450元、200元。", ["城镇低保补差水平", "农村低保补差水平"], ["450", "200"]),
        ("培养50名领军人才，100名骨干人才。", ["领军人才", "骨干人才"], ["50", "100"]),
        ("支持不少于5名院士候选人，不少于20名青年人才。", ["院士候选人", "青年人才"], ["5", "20"]),
        ("支持30名工匠出境培训，200名技师参加研修。", ["工匠出境培训", "技师参加研修"], ["30", "200"]),
        ("实现98%以上的行政村、35%以上的自然村通客车。", ["行政村", "自然村通客车"], ["98", "35"]),
        ("实现2万户贫困户、9万贫困人口脱贫。", ["贫困户", "贫困人口脱贫"], ["2", "9"]),
        ("完成24个小区、35万平方米改造任务。", ["小区", "改造任务"], ["24", "35"]),
        ("搬迁300户900人。", ["搬迁", "搬迁"], ["300", "900"]),
        ("城市、农村补差水平月均分别达到300元/人、140元/人。", ["城市补差水平", "农村补差水平"], ["300", "140"]),
        ("完成路面改造30公里 具体措施：召开调度会6次。", ["路面改造", "调度会"], ["30", "6"]),
        ("年收入10~50万元群体、20~60万元群体占比均提高3个百分点。", ["年收入10~50万元群体占比", "20~60万元群体占比"], ["3", "3"]),
    ],
)
def test_shared_nouns_and_figures(text: str, indicators: list[str], values: list[str]) -> None:
    found = read_targets(text).targets
    assert [t.indicator for t in found] == indicators
    assert [str(t.value) for t in found] == values


def test_a_comparator_behind_a_list_of_分别_governs_all_of_it() -> None:
    assert [t.comparator for t in read_targets("甲率、乙率分别在98%、99%以上。").targets] == ["ge", "ge"]


def test_a_comparator_elsewhere_governs_its_own_number() -> None:
    assert [t.comparator for t in read_targets("新增车间70个、企业30家以上。").targets] == ["eq", "ge"]


@pytest.mark.parametrize(
    ("text", "commitments"),
    [
        ("确保粮食面积达40万亩、总产量达20万吨。", ["ensure", "ensure"]),
        ("力争出口增长5%，进口增长6%。", ["strive", "strive"]),
        ("确保失业率控制在5%以内，新建公园3个。", ["ensure", "plain"]),
        ("力争引进项目8个，其中外资项目2个，实到外资3亿美元。", ["strive", "strive", "plain"]),
        ("争取省级项目3个，税收增长8%。", ["strive", "plain"]),
        ("力争增长5%；进口增长6%。", ["plain"]),
        ("确保工程加快进度，项目开工率达到60%。", ["ensure"]),
        ("新增企业80家力争投资增长20%以上。", ["plain", "strive"]),
        ("力争完成投资50亿元，增长20%。", ["strive", "strive"]),
        ("确保年度投资达到20亿元，带动社会投资50亿元。", ["ensure", "ensure"]),
        ("争取建成研究院1家，实验室1家，研发人员达到90人以上。", ["strive", "strive", "plain"]),
    ],
)
def test_how_far_a_commitment_reaches(text: str, commitments: list[str]) -> None:
    assert [t.commitment for t in read_targets(text).targets] == commitments


def test_a_second_figure_in_parentheses_goes_on_with_the_first() -> None:
    first, second = read_targets("税收增长7%（力争8%）。").targets
    assert (first.indicator, first.change, first.commitment) == ("税收", "increase", "plain")
    assert (second.indicator, second.change, second.commitment) == ("税收", "increase", "strive")


def test_an_improvement_that_is_carried_out_counts_people() -> None:
    assert [t.change for t in read_targets("完成学历提升90人。").targets] == ["level"]


def test_a_verb_of_change_before_a_list_changes_all_of_it() -> None:
    found = read_targets("减少用煤20万吨、烟尘排放约300吨，新建学校3所。").targets
    assert [t.change for t in found] == ["decrease", "decrease", "level"]


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("新开工率一季度达到30%以上、半年度达到60%以上。", ["一季度", "半年度"]),
        ("全年完成投资5亿元。", [None]),
        ("6月底前完成改造20个。", ["6月底前"]),
        ("到2027年，绿地达到90公顷，公园达到30个。新建广场2个。", ["2027年", "2027年", None]),
    ],
)
def test_deadlines(text: str, deadlines: list[str | None]) -> None:
    assert [t.deadline for t in read_targets(text).targets] == deadlines


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("推进104国道东段改建。", {"road"}),
        ("加快G60走廊、S26线建设。", {"code"}),
        ("启动220千伏云溪变、110千伏石桥变。", {"size"}),
        ("推动152体系贯通，升级平台2.0版。", {"name", "version"}),
        ("建成医院二期，招引世界500强。", {"phase", "rank"}),
        ("落实十四五规划，开展三年行动。", {"plan", "duration"}),
        ("健全3岁以下婴幼儿照护体系。", {"size"}),
        ("抓好80万吨乙烯项目。", {"size"}),
        ("实现平安县“十九连冠”。", {"quoted"}),
        ("深化“最多80天”改革。", {"quoted"}),
        ("2023年3月15日前报送。", {"date"}),
        ("培育八大新兴产业链，落实十条意见。", {"set", "count"}),
        ("粮经比保持在40:60。", {"ratio"}),
        ("构建“1+9”政策体系，实施6+1领域方案。", {"quoted", "code"}),
        ("其他8个园区突出特色。", {"count"}),
        ("湖城优学(3个子项)。", {"structure"}),
        ("打造15分钟服务圈。", {"size"}),
        ("消除年收入40万元以下村。", {"size"}),
        ("消除60人以上超大班额。", {"size"}),
        ("对产值首次突破1亿元、5亿元的，给予奖励。", {"condition"}),
        ("第三届大会成功举办。", {"ordinal"}),
        ("改善2个山区乡的道路。", {"count"}),
        ("计划出列的2个山区乡和20个村，道路达到标准。", {"count"}),
        ("以规划明确的37项任务为重点。", {"count"}),
        ("尚未开工的54个项目，加快前期工作。", {"count"}),
        ("高于全县8%的平均水平。", {"compared"}),
        ("人选不超过45周岁。", {"size"}),
        ("该园占地225亩。", {"size"}),
        ("在50亿级产业上实现突破。", {"size"}),
        ("实施121人才工程。", {"name"}),
    ],
)
def test_numbers_that_are_no_targets(text: str, kinds: set[str]) -> None:
    reading = read_targets(text)
    assert reading.targets == ()
    assert {note.kind for note in reading.numbers} == kinds


def test_a_figure_without_any_noun_is_said_to_be_unexplained() -> None:
    reading = read_targets("7.5%以上。")
    assert reading.targets == ()
    assert [note.kind for note in reading.numbers] == ["unexplained"]


@pytest.mark.parametrize("text", ["实现一镇一个。", "建立一套机制。", "形成一批成果。"])
def test_one_of_a_thing_is_promised_only_behind_its_noun(text: str) -> None:
    assert read_targets(text).targets == ()


def test_a_text_without_numbers_has_none() -> None:
    assert read_targets("加强队伍建设。").numbers == ()


def test_the_baseline_is_named_among_the_numbers() -> None:
    kinds = {note.text: note.kind for note in read_targets("比例由56%提高到60%。").numbers}
    assert kinds == {"56%": "baseline", "60%": "target"}


def test_the_value_is_the_printed_number() -> None:
    assert read_targets("完成投资2.50亿元。").targets[0].value == Decimal("2.5")
