"""Compile the text of a function for this processor, or take what an earlier run compiled."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock
from typing import Any

import llvmlite
from llvmlite import binding as llvm

from dibao.batch.compiled.store import keep, kept
from dibao.batch.compiled.tasks import TASK, with_task

Decide = Callable[..., int]
NAME = "decide"
SPEED = 3
_known: dict[str, Any] = {}
_lock = Lock()


@cache
def compiled(text: str, arguments: int) -> Decide:
    """Give the function of a text; every argument is a number or an address, and other threads may run meanwhile."""
    [place] = functions_of(text, [NAME])
    return ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_int64] * arguments)(place)


@cache
def task_of(text: str, rooms: int = 0) -> int:
    """Give where the function lies that does tasks of a text's function; so many arguments are in a thread's room."""
    [place] = functions_of(with_task(text, rooms), [TASK])
    return place


def functions_of(text: str, names: Sequence[str]) -> list[int]:
    """Give where the functions of a text lie."""
    with _lock:
        if text not in _known:
            _known[text] = _made(text)
        return [*map(_known[text].get_function_address, names)]


def _made(text: str) -> Any:
    """Give what holds the machine code of a text."""
    machine = _machine()
    key = hashlib.sha256("\n".join((*_told(), text)).encode()).hexdigest()
    code = kept(key)
    if code is None:
        code = _code_of(text, machine)
        keep(key, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


@cache
def _told() -> tuple[str, ...]:
    """Give all beside the text that machine code depends on."""
    version = ".".join(map(str, llvm.llvm_version_info))
    features = llvm.get_host_cpu_features().flatten()
    return llvmlite.__version__, version, llvm.get_process_triple(), llvm.get_host_cpu_name(), features


def _machine() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    return target.create_target_machine(cpu=cpu, features=features, opt=SPEED, codemodel="jitdefault", jit=True)


def _code_of(text: str, machine: Any) -> bytes:
    """Optimise and compile; the machine code as an object file."""
    module = llvm.parse_assembly(text)
    module.triple, module.data_layout = machine.triple, str(machine.target_data)
    options = llvm.create_pipeline_tuning_options(speed_level=SPEED)
    options.loop_vectorization = options.slp_vectorization = True
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    code: bytes = machine.emit_object(module)
    return code
