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
    setUpGroups()
    var field = document.getElementById("q")
    if (!field) return
    var groups = [].slice.call(document.querySelectorAll(".grp-s")).map(function (group) {
      return {
        group: group, title: group.querySelector("h2, summary bdi").textContent.toLowerCase(), wasOpen: group.open,
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
        if (words.length || entry.wasOpen !== undefined) entry.group.open = words.length > 0 || entry.wasOpen
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

  // Many chips: rows can be filtered, sorted, and grouped by something else than their status.
  function setUpGroups() {
    var box = document.getElementById("groups")
    var field = document.getElementById("lf")
    var choice = document.getElementById("lg")
    if (!box || !field || !choice || box.dataset.ready) return
    box.dataset.ready = "1"
    var rows = list(box, "tbody tr")
    rows.forEach(function (row, index) {
      row.home = row.parentNode
      row.place = index
      row.words = row.textContent.toLowerCase()
    })
    list(box, "th[data-k]").forEach(function (head) {
      var button = document.createElement("button")
      button.type = "button"
      while (head.firstChild) button.appendChild(head.firstChild)
      head.appendChild(button)
    })
    var groups = [].slice.call(box.children)
    groups.forEach(function (group) { group.wasOpen = group.open })

    function value(row, key) {
      if (key === "n") return row.querySelector("th bdi").textContent.toLowerCase()
      var text = row.dataset[key]
      return text === "" ? null : Number(text)
    }
    box.onclick = function (event) {
      var button = event.target.closest("thead button")
      if (!button) return
      var head = button.parentNode
      var body = head.closest("table").tBodies[0]
      var key = head.dataset.k
      var rises = head.getAttribute("aria-sort") !== "ascending"
      list(head.parentNode, "[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort") })
      head.setAttribute("aria-sort", rises ? "ascending" : "descending")
      ;[].slice.call(body.rows).sort(function (one, other) {
        var left = value(one, key)
        var right = value(other, key)
        // What has no value comes last either way.
        if (left === null || right === null) return (left === null) - (right === null) || one.place - other.place
        return ((left > right) - (left < right)) * (rises ? 1 : -1) || one.place - other.place
      }).forEach(function (row) { body.appendChild(row) })
    }
    function regroup() {
      var by = choice.value
      box.textContent = ""
      rows.forEach(function (row) { row.home.appendChild(row) })
      if (by === "") {
        groups.forEach(function (group) { box.appendChild(group) })
      } else {
        var names = Object.create(null)
        rows.forEach(function (row) {
          var name = row.dataset[by]
          ;(names[name] = names[name] || []).push(row)
        })
        // What has none comes last.
        Object.keys(names).sort(function (one, other) {
          return (one === "") - (other === "") || (one > other) - (one < other)
        }).forEach(function (name) { box.appendChild(group(name, names[name])) })
      }
      narrow()
    }
    function group(name, members) {
      var own = document.createElement("details")
      own.className = "gd"
      own.open = own.wasOpen = true
      var summary = own.appendChild(document.createElement("summary"))
      var title = summary.appendChild(document.createElement("b"))
      title.appendChild(document.createElement("bdi")).textContent = name || "None"
      var count = summary.appendChild(document.createElement("span"))
      count.className = "ct"
      count.textContent = members.length
      var table = groups[0].querySelector("table").cloneNode(true)
      table.caption.textContent = (name || "None") + ": " + members.length
      list(table, ".po, [id]").forEach(function (part) { part.remove() })
      list(table, "[aria-sort]").forEach(function (head) { head.removeAttribute("aria-sort") })
      table.querySelector("thead .nxc").textContent = "Next gate"
      table.querySelector("thead .p5 button").textContent = "Date"
      var body = table.tBodies[0]
      body.textContent = ""
      members.forEach(function (row) { body.appendChild(row) })
      own.appendChild(table)
      return own
    }
    function narrow() {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
      var count = 0
      rows.forEach(function (row) {
        row.hidden = !words.every(function (word) { return row.words.includes(word) })
        if (!row.hidden) count++
      })
      ;[].slice.call(box.children).forEach(function (own) {
        own.hidden = !own.querySelector("tbody tr:not([hidden])")
        own.open = words.length ? true : own.wasOpen
      })
      document.getElementById("lc").textContent = words.length ? count + " of " + rows.length : ""
    }
    field.oninput = narrow
    choice.onchange = regroup
    if (choice.value) regroup()
    else if (field.value) narrow()
  }
  function list(root, selector) { return [].slice.call(root.querySelectorAll(selector)) }

  // Cards of marks: a first tap shows one, a second follows the mark; Escape hides what is shown.
  var pointer = ""
  addEventListener("pointerdown", function (event) { pointer = event.pointerType }, true)
  document.addEventListener("click", function (event) {
    var mark = event.target.closest && event.target.closest(".mk")
    var isShown = mark && mark.classList.contains("on")
    list(document, ".mk.on").forEach(function (other) { if (other !== mark) other.classList.remove("on") })
    var place = mark && mark.closest(".r, .lane")
    if (pointer !== "touch" || isShown || !place || !place.querySelector(".fob")) return
    mark.classList.add("on")
    event.preventDefault()
  })
  function setCards(isHidden) { document.documentElement.classList.toggle("nocards", isHidden) }
  addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return
    list(document, ".mk.on").forEach(function (mark) { mark.classList.remove("on") })
    setCards(true)
  })
  addEventListener("pointermove", function () { setCards(false) })
  addEventListener("focusin", function () { setCards(false) })
})()
