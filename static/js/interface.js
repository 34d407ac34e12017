// The description of the API, drawn by Swagger UI from our own files. Its few English words on the page are put into Chinese.
const place = document.getElementById("interface");
const WORDS = {
  "Authorize": "填写令牌", "Authorized": "已填令牌", "Available authorizations": "令牌", "Logout": "清除", "Close": "关闭",
  "Parameters": "参数", "No parameters": "没有参数", "Responses": "答复", "Response body": "答复内容", "Response headers": "答复头",
  "Request body": "请求体", "Request URL": "请求地址", "Server response": "服务器答复", "Try it out": "试用", "Cancel": "取消",
  "Reset": "重置", "Execute": "发送", "Clear": "清空", "Name": "名称", "Description": "说明", "Code": "状态", "Details": "详情",
  "Media type": "格式", "Links": "链接", "No links": "没有", "Example Value": "示例", "Schema": "结构", "Schemas": "结构",
  "Expand all": "全部展开", "Collapse all": "全部收起", "Download": "下载", "required": "必填", "* required": "必填", "Value:": "令牌：",
  "Examples": "示例", "Controls": "由此决定", "header": "请求头", "(header)": "（请求头）", "(query)": "（地址参数）", "(path)": "（路径）",
  "Name:": "名称：", "In:": "位置：",
};

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const said = WORDS[node.data.trim()] ?? (node.data === "path" ? "路径" : node.data === "query" ? "地址参数" : undefined);
    if (said && !node.parentElement.closest("pre, code, .microlight")) node.data = node.data.replace(node.data.trim(), said);
  }
}

SwaggerUIBundle({
  url: place.dataset.schema, domNode: place, deepLinking: false, docExpansion: "list", defaultModelsExpandDepth: 0,
  validatorUrl: null, tryItOutEnabled: false, displayRequestDuration: true, supportedSubmitMethods: ["get", "post"],
});
new MutationObserver(() => translate(place)).observe(place, { childList: true, subtree: true });
