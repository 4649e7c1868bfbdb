// Nothing on these pages needs a script. This one says when a report has grown old, and narrows the list of pages.
(function () {
  document.documentElement.classList.add("js")
  function sayAge() {
    var age = document.getElementById("age")
    if (!age) return false
    var days = Math.floor((Date.now() - Date.parse(age.dataset.day)) / 864e5)
    if (days > 20) age.textContent = " · this report is " + Math.round(days / 7) + " weeks old"
    return true
  }
  // As soon as its place has been read, and before that is shown: later, it would move what stands beside it.
  var watch = new MutationObserver(function () { if (sayAge()) watch.disconnect() })
  watch.observe(document.documentElement, { childList: true, subtree: true })
  addEventListener("DOMContentLoaded", function () {
    watch.disconnect()
    setUp()
  })
  // The preview has exchanged what the files have changed.
  document.addEventListener("tapeout:exchanged", function () {
    sayAge()
    setUp()
  })
  // A link to a section that is folded opens it.
  function unfold() {
    var target = location.hash && document.getElementById(location.hash.slice(1))
    if (target && target.tagName === "DETAILS") target.open = true
  }
  addEventListener("hashchange", unfold)
  function setUp() {
    unfold()
    var field = document.getElementById("q")
    if (!field) return
    var groups = [].slice.call(document.querySelectorAll(".grp-s")).map(function (group) {
      return {
        group: group, title: group.querySelector("h2").textContent.toLowerCase(),
        items: [].slice.call(group.querySelectorAll("li")).map(function (item) {
          return { item: item, text: item.textContent.toLowerCase() }
        })
      }
    })
    function narrow() {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
      var count = 0
      groups.forEach(function (entry) {
        var shown = 0
        entry.items.forEach(function (own) {
          var fits = words.every(function (word) { return own.text.includes(word) || entry.title.includes(word) })
          own.item.hidden = !fits
          if (fits) shown++
        })
        entry.group.hidden = words.length > 0 && shown === 0
        count += shown
      })
      document.getElementById("n").textContent = words.length ? count + " found" : ""
    }
    field.form.onsubmit = function (event) { event.preventDefault() }
    field.oninput = narrow
    var asked = new URLSearchParams(location.search).get("q")
    if (asked && !field.value) field.value = asked
    narrow()
  }
})()
