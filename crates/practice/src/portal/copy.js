
document.querySelectorAll("button.copy").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(button.dataset.copy).then(function () {
      button.classList.add("copied");
      document.getElementById("copied").textContent = button.dataset.said;
      setTimeout(function () { button.classList.remove("copied"); }, 2000);
    });
  });
});
