"""Text files are read in the encoding they are written in, line by line where they mix two."""

import pytest

from dibao.batch.files.encodings import text_file

TEXT = "家庭编号,城乡类别\nh1,农村\nh2,城市\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_every_usual_encoding_is_recognised(encoding, tmp_path):
    path = tmp_path / "homes.csv"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + TEXT).encode(encoding))
    with text_file(path).open() as file:
        assert file.read().decode() == TEXT


def test_lines_of_two_encodings_are_each_read_in_their_own(tmp_path):
    path = tmp_path / "homes.csv"
    path.write_bytes("家庭编号,城乡类别\nh1,农村\n".encode("gb18030") + "h2,城市家庭\n".encode())
    file = text_file(path)
    with file.open() as stream:
        assert stream.read().decode() == "家庭编号,城乡类别\nh1,农村\nh2,城市家庭\n"
    assert (file.counts.utf8, file.counts.gb18030, file.counts.garbled) == (1, 2, 0)


def test_bytes_of_no_encoding_leave_the_rest_of_their_line_readable(tmp_path):
    path = tmp_path / "homes.csv"
    path.write_bytes("家庭编号,城乡类别\n".encode("gb18030") + b"h1,\xff\xff,7\n")
    with text_file(path).open() as stream:
        assert stream.read().decode().splitlines()[1] == "h1,\ufffd\ufffd,7"


def test_ascii_alone_is_utf8(tmp_path):
    path = tmp_path / "homes.csv"
    path.write_bytes(b"id\n1\n")
    assert text_file(path).encoding == "utf-8"
