"""What may be wrong with what an admin sends or asks for: the sentences of those problems."""

from collections.abc import Mapping

EDIT_TEXTS: Mapping[str, tuple[str, str, str, str]] = {
    # code: (message vi, remedy vi, message en, remedy en)
    "too_many_files": (
        "gửi {count} tệp một lần, quá {limit} tệp",
        "gửi làm nhiều lần, mỗi lần không quá {limit} tệp",
        "{count} files were sent at once, more than {limit}",
        "send at most {limit} files at a time",
    ),
    "no_files": (
        "không có tệp YAML nào trong những gì đã gửi",
        "gửi tệp .yaml, hoặc tệp .zip có các tệp .yaml",
        "there is no YAML file in what was sent",
        "send .yaml files, or a .zip of .yaml files",
    ),
    "path_outside": (
        "đường dẫn “{value}” chỉ ra ngoài thư mục kiến thức",
        "nén lại chính các tệp trong thư mục kiến thức",
        "the path “{value}” leads out of the knowledge folder",
        "zip the files of the knowledge folder itself",
    ),
    "not_yaml": (
        "“{value}” không phải tệp YAML",
        "chỉ gửi tệp có đuôi .yaml",
        "“{value}” is not a YAML file",
        "send only files that end in .yaml",
    ),
    "bad_name": (
        "không biết đặt tệp “{value}” vào đâu",
        "tên tệp chỉ có chữ thường không dấu, số, gạch ngang: topics/<tên>.yaml,"
        " figures/<tên>.yaml, contacts/<tỉnh>.yaml, hoặc một trong {allowed}",
        "it is not clear where the file “{value}” belongs",
        "use lower-case letters, digits and hyphens: topics/<name>.yaml,"
        " figures/<name>.yaml, contacts/<province>.yaml, or one of {allowed}",
    ),
    "same_file_twice": (
        "tệp này được gửi hai lần với nội dung khác nhau",
        "chỉ gửi bản cuối cùng",
        "this file was sent twice, with different contents",
        "send only the last one",
    ),
    "bad_zip": (
        "không mở được tệp nén: {detail}",
        "nén lại kiểu .zip thường, không đặt mật khẩu",
        "the zip file cannot be opened: {detail}",
        "zip the files again, without a password",
    ),
    "unknown_file": (
        "không có tệp này trong kho kiến thức",
        "xem lại tên tệp",
        "there is no such file in the knowledge base",
        "check the file's name",
    ),
    "unknown_entry": (
        "không có “{value}” trong tệp này{hint}",
        "chọn một mục có trong tệp",
        "there is no “{value}” in this file{hint}",
        "choose an entry that stands in the file",
    ),
    "phrase_is_there": (
        "câu “{phrase}” đã có ở đây",
        "không cần thêm nữa",
        "the phrase “{phrase}” already stands here",
        "there is nothing to add",
    ),
    "phrase_steals": (
        "thêm câu “{phrase}” thì {count} câu của chủ đề khác bị trả lời nhầm: {evidence}",
        "viết câu rõ hơn, hoặc thêm nó vào đúng chủ đề kia",
        "with the phrase “{phrase}” {count} phrases of other topics would be answered"
        " wrongly: {evidence}",
        "word it more clearly, or add it to the topic it belongs to",
    ),
    "phrase_elsewhere": (
        "câu “{phrase}” đang là câu của {found}",
        "nếu đúng là của chủ đề này, chuyển câu kia trước",
        "the phrase “{phrase}” already belongs to {found}",
        "if it belongs here, move the other one first",
    ),
    "bad_slug": (
        "“{value}” không dùng làm tên được",
        "dùng chữ thường không dấu, số và gạch ngang, ví dụ vay-von-thoat-ngheo",
        "“{value}” cannot be a name",
        "use lower-case letters without marks, digits and hyphens, like vay-von-thoat-ngheo",
    ),
    "not_kept": (
        "không sửa được tệp mà giữ nguyên phần còn lại",
        "sửa bằng tay rồi gửi cả tệp",
        "the file cannot be changed without touching the rest of it",
        "edit it by hand and send the whole file",
    ),
    "no_header": (
        "không thấy cột “{name}”",
        "dòng đầu phải là tên cột, ví dụ: tỉnh, xã, điện thoại, địa chỉ, nguồn",
        "there is no column “{name}”",
        "the first row must name the columns, e.g. province, commune, phone, address, source",
    ),
    "bad_sheet": (
        "không đọc được bảng: {detail}",
        "lưu lại thành .xlsx hoặc .csv (UTF-8) rồi gửi lại",
        "the sheet cannot be read: {detail}",
        "save it as .xlsx or .csv (UTF-8) and send it again",
    ),
    "too_many_rows": (
        "bảng có hơn {limit} dòng",
        "chia thành nhiều bảng",
        "the sheet has more than {limit} rows",
        "split it into several sheets",
    ),
    "no_place": (
        "dòng này không ghi tỉnh hay xã",
        "ghi tên tỉnh và tên xã, cũ hay mới đều được",
        "this row names neither province nor commune",
        "give the province and the commune, under the old or the new name",
    ),
    "place_unclear": (
        "“{value}” có thể là: {choices}",
        "ghi rõ tên tỉnh, hoặc tên xã mới",
        "“{value}” may be: {choices}",
        "name the province, or the commune under its new name",
    ),
    "office_unclear": (
        "nơi này có {count} văn phòng cùng loại: {choices}",
        "ghi mã văn phòng vào cột “id”",
        "there are {count} offices of this kind here: {choices}",
        "put the office's id into the column “id”",
    ),
    "nothing_to_take": (
        "dòng này không có địa chỉ, điện thoại, thư hay trang mạng",
        "điền ít nhất một thứ",
        "this row has no address, phone, e-mail or website",
        "fill in at least one of them",
    ),
    "row_twice": (
        "văn phòng này đã có ở dòng {first}",
        "giữ một dòng thôi",
        "this office already stands in row {first}",
        "keep one row only",
    ),
    "row_same": (
        "văn phòng này đã ghi đúng như vậy",
        "không cần làm gì",
        "this office already stands there just so",
        "there is nothing to do",
    ),
    "bad_email": (
        "“{value}” không phải địa chỉ thư",
        "viết như hoiphunu@laocai.gov.vn",
        "“{value}” is not an e-mail address",
        "write it like hoiphunu@laocai.gov.vn",
    ),
    "bad_website": (
        "“{value}” không phải địa chỉ trang",
        "viết đầy đủ, bắt đầu bằng https://",
        "“{value}” is not a website's address",
        "write it in full, beginning with https://",
    ),
    "field_needed": (
        "chưa điền “{name}”",
        "điền mục này",
        "“{name}” is not filled in",
        "fill it in",
    ),
}
