"""The words of a picture's credit: 记者 甲某 摄, 某局供图, 视觉中国. Whoever looks for captions and credits uses these.

As parts of regular expressions; what stands around them, and what follows from it, is said where it is looked for.
"""

#: 摄 as the last word of a credit: not 要让记者实地拍摄……, 统摄, 摄影, 摄像, 摄制, 摄氏度, 摄入.
TAKEN = "(?<![拍并统])摄(?![影像录制取入食氏政于])"
#: 某市水利局供图, not 为企业提供图纸.
FURNISHED = "(?<!提)供图(?![书纸像形案])"
#: （资料图） but not 资料图书室.
ARCHIVE = "资料图(?![书纸])"
#: Who sells pictures.
AGENCY = "(?:视觉中国|人民视觉|东方IC|IC ?photo|CFP|新华社|中新社)"
