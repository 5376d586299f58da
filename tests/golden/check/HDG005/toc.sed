/<body>/i\
<preface><toc><tocItem href="#sec_Z1" level="1"><span>Z1</span> Meters</tocItem><tocItem href="#sec_Z2" level="1">Z2 Clocks</tocItem><tocItem href="#sec_Z3" level="1">Z3 Keys</tocItem></toc></preface>
