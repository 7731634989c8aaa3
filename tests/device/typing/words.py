"""Vietnamese words as officials write them, every rhyme among them; traditional placement of tones."""

from __future__ import annotations

import re

from device.typing.letters import BARE, Tone, untoned
from device.typing.methods import Method, spell

_TEXT = """
căn cứ luật tổ chức chính quyền địa phương nghị quyết hội đồng nhân dân tỉnh ủy ban khóa kỳ họp thứ mười bảy
thường trực báo cáo thẩm tra tờ trình dự thảo đề nghị xem xét quyết định phân bổ ngân sách nhà nước đầu tư
công trung hạn chủ tọa thư ký biên bản biểu quyết tán thành không phiếu kín giơ tay kiểm phiếu đại biểu vắng
mặt có lý do ý kiến phát biểu chất vấn trả lời giải trình kết luận giám sát cử tri kiến nghị khiếu nại tố
cáo tiếp dân quy hoạch sử dụng đất giải phóng mặt bằng bồi thường hỗ trợ tái định cư thu hồi giá thuế phí lệ
khoáng sản rừng biển đảo cảng cầu đường giao thông thủy lợi điện nước sạch vệ sinh môi trường rác thải khí
hậu nông nghiệp thôn mới xóa đói giảm nghèo bền vững giáo dục đào tạo y tế bệnh viện trạm xá bảo hiểm xã trợ
cấp người già trẻ em khuyết tật phụ nữ thanh niên cựu chiến binh mặt trận quốc phòng an ninh trật tự toàn
diện tư pháp thi hành án viện kiểm sát tòa án nội vụ biên chế cán bộ công chức viên chức tuyển dụng bổ nhiệm
miễn nhiệm bãi chức kỷ luật khen thưởng thi đua huân chương bằng khen danh hiệu chuyển đổi số văn thư lưu
trữ hồ sơ mật khẩu chữ ký chứng thư Huỳnh Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý
Đinh Lương Trịnh Mai Tô Hà Quách Thạch Đắk Lắk Krông Búk Pắk Đạ Tẻh Bắc Kạn Hồng Kông Mê Kông hòa khỏe thủy
hoàn hoạt khoét hoạch ngoài xoáy khoảng khuỷu khuya huơ thuở quở quả quý quỳnh quýt quen quyền quăng hoặc
xoắn ngoẵng khoèo ngoẹo xoong moóc tuần khuất khuấy khuâng thuê huệ khuếch huênh tuyết chuyện tuýp huýt
huých lưu hưu cứu hươu rượu bướu người tươi nước được mượn cướp lượt uống thuộc buồn chuột nuôi muỗi cuốn
luộm miếng thiếp khiêm tiếc việc liều yếm yên yết yêu yểng giếng giết gì gìn già giữa giục giỏi gió giường
giặc nghe nghề nghiêng nghỉ ngành ngủ ghế ghi ghép gặp gỗ kẻ kể kính kiên kiệt kéo kêu kịp ký cá cò cúc cần
cắt cấp chọc chóp chơi chợp chớt chứng chừng chửi mứt mừng nấp nắp nết nếp nhích nhanh nhách bếch bềnh tếch
sách sinh phở phẩy phút pin rỗng rộp rơm rét rệp sếp sớt tóc tót tốt tụt tủ từ tửu trứng vịt vượt vườn xếp
xịt xộc ướt ôm ốc ấm ăn ắt ẩn ồn ổi ở ớn ừ ửng ưỡn ỉu ỉa eo éo êm ếch oa oái oan uy uyển uể oải bịp chịu nằm
vượn trưởng phường huyện mỹ mía mua mưa cua của bữa đũa đùa đâu đây đấy đàn đèn đêm đếm đến đỉnh đoàn
"""

WORDS = tuple(re.findall(r"\w+", _TEXT))


def orders(word: str, method: Method) -> set[str]:
    """The ways to type a word: tone last, each mark and the tone at its vowel, all of them at the end."""
    if "oo" in "".join(untoned(letter)[0] for letter in word):  # moóc takes an o more, right away
        return {spell(word, method)}
    return {spell(word, method), tone_at_its_vowel(word, method), marks_at_the_end(word, method)}


def tone_at_its_vowel(word: str, method: Method) -> str:
    return "".join(spell(letter, method) for letter in word)


def marks_at_the_end(word: str, method: Method) -> str:
    letters = [untoned(letter) for letter in word]
    marks = []
    for form, _tone in letters:
        keys = spell(form.lower(), method)[1:]
        if form.lower() in BARE and keys not in marks:
            marks.append(keys)
    tone = next((tone for _form, tone in letters if tone is not Tone.LEVEL), Tone.LEVEL)
    bare = "".join(spell(form, method)[0] for form, _tone in letters)
    last = [key for key, given in method.tones.items() if given is tone and tone is not Tone.LEVEL]
    return "".join([bare, *marks, *last])
