# SPDX-License-Identifier: EUPL-1.2
"""The same steps in a workflow engine: a BPMN process of user tasks in a row, its state kept as JSON between steps (SpiffWorkflow)."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

_XML = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="d" targetNamespace="http://example.org/proef">
  <process id="proef" isExecutable="true">
    <startEvent id="begin"><outgoing>s0</outgoing></startEvent>
    {stappen}
    <endEvent id="einde"><incoming>s{aantal}</incoming></endEvent>
    {stromen}
  </process>
</definitions>"""
_TAAK = '<userTask id="t{i}" name="Stap {i}"><incoming>s{i}</incoming><outgoing>s{j}</outgoing></userTask>'
_WEKKER = """<boundaryEvent id="w{i}" attachedToRef="t{i}" cancelActivity="false"><outgoing>sw{i}</outgoing>
      <timerEventDefinition><timeDuration xsi:type="tFormalExpression">"P2D"</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="e{i}"><incoming>sw{i}</incoming></endEvent>
    <sequenceFlow id="sw{i}" sourceRef="w{i}" targetRef="e{i}"/>"""


def bpmn(aantal: int, elke: int | None) -> str:
    """`aantal` user tasks in a row; one in `elke` has a timer on its border that does not interrupt (a deadline)."""
    stappen = [_TAAK.format(i=i, j=i + 1) for i in range(aantal)]
    if elke is not None:
        stappen += [_WEKKER.format(i=i) for i in range(0, aantal, elke)]
    namen = ["begin", *(f"t{i}" for i in range(aantal)), "einde"]
    stromen = [f'<sequenceFlow id="s{i}" sourceRef="{van}" targetRef="{naar}"/>' for i, (van, naar) in enumerate(pairwise(namen))]
    return _XML.format(stappen="\n    ".join(stappen), stromen="\n    ".join(stromen), aantal=aantal)


class Proces:
    """A process that lives as JSON text between its steps."""

    def __init__(self, aantal: int, elke: int | None) -> None:
        ontleder = BpmnParser()
        ontleder.add_bpmn_io(BytesIO(bpmn(aantal, elke).encode()))
        self.spec = ontleder.get_spec("proef")
        self.aantal = aantal
        self.wekkers = elke is not None
        self.kluis = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        proces = BpmnWorkflow(self.spec)
        proces.do_engine_steps()
        self.begin: str = self.kluis.serialize_json(proces)

    def stap(self, tekst: str) -> str:
        """Load, complete the task that is ready, store."""
        proces = self.kluis.deserialize_json(tekst)
        if self.wekkers:
            proces.refresh_waiting_tasks()
        proces.get_next_task(state=TaskState.READY, manual=True).run()
        proces.do_engine_steps()
        uit: str = self.kluis.serialize_json(proces)
        return uit

    def loop(self) -> str:
        """Every step, from begin to end; a step that finds no task ready fails."""
        tekst = self.begin
        for _ in range(self.aantal):
            tekst = self.stap(tekst)
        return tekst
