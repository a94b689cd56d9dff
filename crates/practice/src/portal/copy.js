
document.querySelectorAll("button.copy").forEach(function (button) {
  button.hidden = false;
  function copied() {
    button.classList.add("copied");
    document.getElementById("copied").textContent = button.dataset.said;
    setTimeout(function () { button.classList.remove("copied"); }, 2000);
  }
  // Where the browser keeps the clipboard to itself, the value is marked, ready for the key that copies.
  function marked() {
    getSelection().selectAllChildren(button.previousElementSibling);
    if (document.execCommand("copy")) copied();
  }
  button.addEventListener("click", function () {
    if (navigator.clipboard) navigator.clipboard.writeText(button.dataset.copy).then(copied, marked);
    else marked();
  });
});
