. /tmp/lead/env-harda.sh
D=/work/shared/instances/imopse/d36
nice python /tmp/harda/cpu.py planner imopse-workbook 20 2 0 $D/100_5_22_15.def $D/100_5_64_9.def $D/100_10_26_15.def $D/100_10_47_9.def $D/100_20_22_15.def $D/100_20_65_9.def $D/200_10_50_9.def $D/200_10_135_9_D6.def $D/200_20_54_15.def $D/200_20_145_15.def $D/200_40_45_9.def $D/200_40_133_15.def > /tmp/harda/base_pl.txt 2>&1
