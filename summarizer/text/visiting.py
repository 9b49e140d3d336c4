"""How news says that somebody went and saw for himself. One list for all who look for visits.

Part of a regular expression; what else counts where (会见, 座谈, 指导) is added there.
"""

#: 调研, 考察, 检查: to see how things are; 看望, 慰问: to see somebody.
VISITING = "调研|考察|检查|视察|督导|督查|走访|看望|慰问"
