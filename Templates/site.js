// Nothing on these pages needs a script. This one says when a report has grown old and what has changed since the last
// visit, links headings, searches, and turns pages with keys where a reader has asked for that.
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
  // What a browser keeps for this site; nothing where it keeps nothing.
  function home() {
    var link = document.querySelector(".brand")
    return link ? link.href : ""
  }
  function kept(name) { try { return localStorage.getItem("tapeout " + name + " " + home()) } catch (refused) { return null } }
  function keep(name, value) { try { localStorage.setItem("tapeout " + name + " " + home(), value) } catch (refused) {} }

  // The visit before this one: of another day's site. It stays the same while the site does.
  function sayVisit() {
    var place = document.getElementById("since")
    var age = document.getElementById("age")
    if (!place || !age) return
    var day = age.dataset.day
    var last = kept("visit")
    if (!last || last < day) {
      if (last) keep("visit before", last)
      keep("visit", day)
    }
    var before = kept("visit before")
    if (!before || before >= day) return
    var count = 0
    place.dataset.days.split(" ").forEach(function (entry) {
      var parts = entry.split(":")
      if (parts[0] > before) count += +parts[1]
    })
    var changes = document.querySelector('.nav a[href$="changes.html"]')
    if (!count || !changes || place.firstChild) return
    var link = document.createElement("a")
    link.href = changes.href
    link.textContent = count + (count === 1 ? " change" : " changes") + " since your last visit"
    place.append(" · ", link, " (" + before + ")")
  }

  function linkHeadings() {
    document.querySelectorAll("main h2[id]:not(.vh),main h3[id]:not(.vh)").forEach(function (heading) {
      if (heading.querySelector(".hash")) return
      var link = document.createElement("a")
      link.className = "hash js"
      link.href = "#" + heading.id
      link.textContent = "#"
      link.title = "Link to this heading"
      heading.append(link)
    })
  }

  // Single keys are off until a reader turns them on: they get in the way of speech input (WCAG 2.1.4).
  function setUpKeys() {
    var button = document.getElementById("keys")
    if (!button) return
    function show() {
      var isOn = kept("keys") === "on"
      button.setAttribute("aria-pressed", String(isOn))
      button.textContent = isOn ? "Keyboard shortcuts: / searches, [ and ] turn pages" : "Keyboard shortcuts: off"
    }
    button.onclick = function () {
      keep("keys", kept("keys") === "on" ? "off" : "on")
      show()
    }
    show()
  }
  addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || kept("keys") !== "on") return
    if (event.target.closest && event.target.closest("input,textarea,select,[contenteditable]")) return
    var field = document.getElementById("q")
    var link = event.key === "/" ? document.querySelector(".seek")
      : event.key === "[" ? document.querySelector('main a[rel="prev"]')
        : event.key === "]" ? document.querySelector('main a[rel="next"]') : null
    if (!link) return
    event.preventDefault()
    if (event.key === "/" && field) field.focus()
    else link.click()
  })

  // What stands on the pages, by address: a file of the site brings it where somebody searches.
  var texts = new Map()
  var narrow = function () {}
  window.tapeoutSearch = function (entries) {
    entries.forEach(function (entry) { texts.set(entry[0], entry[1]) })
    narrow()
  }
  function loadTexts(list) {
    if (!list || !list.dataset.texts) return
    var files = list.dataset.texts.split(" ")
    delete list.dataset.texts
    function next() {
      if (!files.length) return
      var script = document.createElement("script")
      script.src = files.shift()
      script.onload = script.onerror = next
      document.head.append(script)
    }
    next()
  }

  function setUp() {
    unfold()
    setUpGroups()
    sayVisit()
    linkHeadings()
    setUpKeys()
    var field = document.getElementById("q")
    if (!field) return
    var groups = [].slice.call(document.querySelectorAll(".grp-s")).map(function (group) {
      return {
        group: group, title: group.querySelector("h2, summary bdi").textContent.toLowerCase(), wasOpen: group.open,
        address: (group.querySelector("a") || group).getAttribute("href"),
        items: [].slice.call(group.querySelectorAll("li")).map(function (item) {
          var link = item.querySelector("a")
          return { item: item, text: item.textContent.toLowerCase(), address: link ? link.getAttribute("href") : "" }
        })
      }
    })
    // The words around the first one that the line itself does not show.
    function excerpt(own, words, title) {
      var body = texts.get(own.address)
      var old = own.item.querySelector(".excerpt")
      if (old) old.remove()
      var hidden = words.filter(function (word) { return !own.text.includes(word) && !title.includes(word) })
      if (!body || !hidden.length) return
      var place = body.toLowerCase().indexOf(hidden[0])
      if (place < 0) return
      // From word to word.
      var start = place > 48 ? body.lastIndexOf(" ", place - 48) + 1 : 0
      var next = body.indexOf(" ", place + hidden[0].length + 72)
      var end = next < 0 ? body.length : next
      var line = document.createElement("span")
      line.className = "excerpt mut"
      line.append((start ? "… " : "") + body.slice(start, place))
      var mark = document.createElement("mark")
      mark.append(body.slice(place, place + hidden[0].length))
      line.append(mark, body.slice(place + hidden[0].length, end) + (end < body.length ? " …" : ""))
      own.item.append(line)
    }
    narrow = function () {
      var words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
      if (words.length) loadTexts(document.getElementById("list"))
      var count = 0
      groups.forEach(function (entry) {
        // What stands on the page of the group itself.
        var text = words.length ? (texts.get(entry.address) || "").toLowerCase() : ""
        var shown = text && words.every(function (word) { return text.includes(word) || entry.title.includes(word) }) ? 1 : 0
        entry.items.forEach(function (own) {
          var body = words.length ? (texts.get(own.address) || "").toLowerCase() : ""
          var fits = words.every(function (word) {
            return own.text.includes(word) || entry.title.includes(word) || body.includes(word)
          })
          own.item.hidden = !fits
          if (fits) {
            shown++
            excerpt(own, words, entry.title)
          }
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
      list(table, ".pp, [id]").forEach(function (part) { part.remove() })
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
