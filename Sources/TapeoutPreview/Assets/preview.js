// Keeps a page of the preview as the files are: exchanges in place what has changed, and shows what is wrong.
(function () {
  "use strict"
  var own = document.currentScript
  var shown = {
    session: own.dataset.session, edition: own.dataset.edition, styles: own.dataset.styles,
    script: own.dataset.script, panel: "", errors: 0, drawing: "drawing" in own.dataset
  }

  // MARK: The page

  function isOurs(node) { return node === host || node === sheet }

  function children(node) {
    return Array.prototype.filter.call(node.childNodes, function (child) { return !isOurs(child) })
  }

  // What tells a row from its neighbours: its id, else what it links to.
  function key(node) {
    if (node.nodeType !== 1) return "#" + node.nodeType
    if (node.id) return node.nodeName + "#" + node.id
    var link = node.nodeName === "A" ? node : node.querySelector("a[href]")
    return node.nodeName + ">" + (link ? link.getAttribute("href") : "")
  }

  function copyAttributes(old, next, changed) {
    var isChanged = false
    Array.prototype.slice.call(old.attributes).forEach(function (attribute) {
      if (next.hasAttribute(attribute.name) || isReaders(old, attribute.name)) return
      old.removeAttribute(attribute.name)
      isChanged = true
    })
    Array.prototype.forEach.call(next.attributes, function (attribute) {
      if (old.getAttribute(attribute.name) === attribute.value || isReaders(old, attribute.name)) return
      old.setAttribute(attribute.name, attribute.value)
      isChanged = true
    })
    if (isChanged) changed.push(old)
  }

  // What a reader has opened stays open.
  function isReaders(node, name) { return name === "open" && (node.nodeName === "DETAILS" || node.nodeName === "DIALOG") }

  // Makes `old` the same as `next`, keeping every node that can stay: with it stay focus, scroll and what was opened.
  function exchange(old, next, changed) {
    if (old.nodeType === 1) {
      // What a script of ours has made is that script's affair.
      if (old.hasAttribute("data-preview-keep")) return
      copyAttributes(old, next, changed)
    }
    var before = children(old)
    var after = Array.prototype.slice.call(next.childNodes)
    var start = 0
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start++
    var endBefore = before.length
    var endAfter = after.length
    while (endBefore > start && endAfter > start && before[endBefore - 1].isEqualNode(after[endAfter - 1])) {
      endBefore--
      endAfter--
    }
    var known = new Map()
    before.slice(start, endBefore).forEach(function (node) {
      var name = key(node)
      if (known.has(name)) known.get(name).push(node)
      else known.set(name, [node])
    })
    var left = new Set(before.slice(start, endBefore))
    var following = before[endBefore] || (old === document.body ? host : null)
    var partners = after.slice(start, endAfter).map(function (node) {
      var same = known.get(key(node))
      var partner = same && same.shift()
      if (partner) left.delete(partner)
      return partner
    })
    // Elements without a partner of the same name take one of the same kind, in order.
    after.slice(start, endAfter).forEach(function (node, place) {
      if (partners[place] || node.nodeType !== 1) return
      left.forEach(function (candidate) {
        if (partners[place] || candidate.nodeName !== node.nodeName || candidate.id || node.id) return
        partners[place] = candidate
        left.delete(candidate)
      })
    })
    left.forEach(function (node) { old.removeChild(node) })
    var place = start > 0 ? before[start - 1].nextSibling : old.firstChild
    while (place && isOurs(place)) place = place.nextSibling
    after.slice(start, endAfter).forEach(function (node, index) {
      var partner = partners[index]
      if (!partner) {
        var made = document.importNode(node, true)
        old.insertBefore(made, place || following)
        if (made.nodeType === 1) changed.push(made)
        else if (made.nodeType === 3 && made.data.trim()) changed.push(old)
        return
      }
      if (partner === place) place = place.nextSibling
      else old.insertBefore(partner, place || following)
      if (partner.nodeType === 1) {
        if (!partner.isEqualNode(node)) exchange(partner, node, changed)
      } else if (partner.data !== node.data) {
        partner.data = node.data
        if (node.data.trim()) changed.push(old)
      }
    })
  }

  var still = matchMedia("(prefers-reduced-motion: reduce)")

  function flash(changed) {
    if (still.matches) return
    var boxes = new Set()
    changed.forEach(function (node) {
      if (!node.isConnected) return
      var box = node.closest("svg") || node
      while (box.parentElement && box.parentElement.closest("svg")) box = box.parentElement.closest("svg")
      if (box !== document.body && box.nodeName !== "MAIN") boxes.add(box)
    })
    boxes.forEach(function (box) {
      for (var outer = box.parentElement; outer; outer = outer.parentElement) if (boxes.has(outer)) return
      box.classList.remove("tapeout-changed")
      void box.getBoundingClientRect()
      box.classList.add("tapeout-changed")
    })
  }

  document.addEventListener("animationend", function (event) {
    if (event.animationName !== "tapeout-changed") return
    event.target.classList.remove("tapeout-changed")
    if (!event.target.getAttribute("class")) event.target.removeAttribute("class")
  })

  // Loads the stylesheets beside the old ones, and takes those away when the new ones are there.
  function exchangeStyles(next, version) {
    var old = Array.prototype.slice.call(document.head.querySelectorAll('link[rel="stylesheet"]')).filter(function (link) {
      return !isOurs(link)
    })
    var links = Array.prototype.map.call(next.head.querySelectorAll('link[rel="stylesheet"]'), function (link) {
      var made = document.importNode(link, true)
      made.href = made.getAttribute("href") + "?" + version
      return made
    })
    return Promise.all(links.map(function (link) {
      return new Promise(function (resolve) {
        link.onload = link.onerror = resolve
        document.head.insertBefore(link, sheet)
      })
    })).then(function () { old.forEach(function (link) { link.remove() }) })
  }

  function load(state) {
    return fetch(location.pathname + location.search, { cache: "no-store" }).then(function (response) {
      return response.text()
    }).then(function (text) {
      var next = new DOMParser().parseFromString(text, "text/html")
      var frame = next.querySelector("script[data-session]")
      if (!frame) return
      var was = document.body.hasAttribute("data-preview-empty")
      if (was !== next.body.hasAttribute("data-preview-empty") || frame.dataset.script !== shown.script) {
        location.reload()
        return
      }
      var styled = frame.dataset.styles !== shown.styles ? exchangeStyles(next, frame.dataset.styles) : Promise.resolve()
      shown.session = frame.dataset.session
      shown.edition = frame.dataset.edition
      shown.styles = frame.dataset.styles
      // Percentiles that come after the rest are no change of the plan.
      var isLate = shown.drawing
      shown.drawing = "drawing" in frame.dataset
      sayDrawing()
      return styled.then(function () {
        document.title = next.title
        var focused = document.activeElement
        var target = focused && focused.getAttribute && focused.getAttribute("href")
        var changed = []
        exchange(document.body, next.body, changed)
        document.dispatchEvent(new CustomEvent("tapeout:exchanged"))
        if (focused && focused !== document.body && document.activeElement !== focused) {
          if (!focused.isConnected && target) focused = document.querySelector('a[href="' + CSS.escape(target) + '"]')
          if (focused && focused.isConnected) focused.focus({ preventScroll: true })
        }
        if (!isLate) flash(changed)
        document.documentElement.dataset.previewEdition = shown.edition
        if (changed.length && !isLate) say("Updated")
      })
    })
  }

  // MARK: The panel

  var host = document.createElement("tapeout-preview")
  var sheet = document.createElement("link")
  sheet.rel = "stylesheet"
  sheet.href = "/-/preview.css"
  var root = host.attachShadow({ mode: "open" })
  root.innerHTML =
    '<link rel="stylesheet" href="/-/preview.css">' +
    '<section id="panel" role="region" aria-labelledby="heading" tabindex="-1" hidden><div id="top"><p id="why"></p>' +
    '<button id="close" type="button">Close</button></div><div id="list"></div></section>' +
    '<div id="corner" role="group" aria-label="Preview"><span id="note" role="status"></span>' +
    '<a id="whatif" href="/what-if">What if …</a>' +
    '<button id="count" type="button" aria-controls="panel" aria-expanded="false"></button></div>'
  function part(id) { return root.getElementById(id) }
  root.querySelector("link").addEventListener("load", function () { host.hidden = false })
  host.hidden = true

  function setOpen(isOpen) {
    if (part("panel").hidden === !isOpen) return
    var hadFocus = root.activeElement && part("panel").contains(root.activeElement)
    part("panel").hidden = !isOpen
    part("count").setAttribute("aria-expanded", String(isOpen))
    if (!isOpen && hadFocus) part("count").focus()
  }

  part("count").addEventListener("click", function () {
    setOpen(part("panel").hidden)
    if (!part("panel").hidden) part("panel").focus()
  })
  part("close").addEventListener("click", function () {
    setOpen(false)
    part("count").focus()
  })
  root.addEventListener("keydown", function (event) { if (event.key === "Escape") setOpen(false) })

  var silence
  function say(text, stays) {
    clearTimeout(silence)
    part("note").textContent = text
    if (text && !stays) silence = setTimeout(function () { part("note").textContent = "" }, 3000)
  }

  var drawing = "Drawing percentiles …"
  function sayDrawing() {
    if (shown.drawing) say(drawing, true)
    else if (part("note").textContent === drawing) say("")
  }

  function counted(count, word) { return count + " " + word + (count === 1 ? "" : "s") }

  function showPanel(state) {
    return fetch("/-/panel", { cache: "no-store" }).then(function (response) {
      return response.ok ? response.text() : ""
    }).then(function (text) {
      part("list").innerHTML = text
      var had = shown.errors
      shown.errors = state.errors
      shown.panel = state.panel
      host.dataset.state = state.errors ? "errors" : state.warnings ? "warnings" : "clean"
      part("count").textContent =
        state.errors ? counted(state.errors, "error")
          : state.warnings ? counted(state.warnings, "warning")
            : state.hints ? counted(state.hints, "hint") : "No findings"
      part("why").textContent = !state.errors ? "What the check says of the plan."
        : state.edition ? "The page stays as it was before. It follows as soon as the errors are mended."
          : "There is no page yet. It comes as soon as the errors are mended."
      if (state.errors && !had) {
        setOpen(true)
        say("The page stays as it was")
      } else if (!state.errors && had) {
        setOpen(false)
        say("Mended")
      }
    })
  }

  // MARK: Changes

  var wanted = null
  var isBusy = false

  function follow() {
    if (isBusy || !wanted) return
    var state = wanted
    wanted = null
    isBusy = true
    var step = state.panel !== shown.panel ? showPanel(state) : Promise.resolve()
    step.then(function () {
      if (state.session !== shown.session || String(state.edition) !== shown.edition) return load(state)
    }).catch(function () {
      // The server has gone: the stream says so, and begins again when it is back.
    }).then(function () {
      isBusy = false
      follow()
    })
  }

  var events = null
  var closing

  function listen() {
    clearTimeout(closing)
    if (events && events.readyState !== 2) return
    events = new EventSource("/-/events")
    events.onopen = function () { if (part("note").textContent === "Not connected") say("") }
    events.onmessage = function (event) {
      wanted = JSON.parse(event.data)
      follow()
    }
    events.onerror = function () {
      say("Not connected", true)
      if (events.readyState === 2) closing = setTimeout(listen, 1000)
    }
  }

  // Browsers open six connections to a server: pages that nobody looks at leave theirs to the others.
  document.addEventListener("visibilitychange", function () {
    clearTimeout(closing)
    if (document.visibilityState === "visible") return listen()
    closing = setTimeout(function () {
      if (events) events.close()
    }, 10000)
  })
  addEventListener("pageshow", function (event) { if (event.persisted) listen() })
  addEventListener("pagehide", function () { if (events) events.close() })
  // What is around the page waits until the page itself has been painted: it would hold that up. A page that nobody
  // looks at is not painted.
  var isBegun = false
  function begin() {
    if (isBegun) return
    isBegun = true
    document.head.appendChild(sheet)
    document.body.appendChild(host)
    sayDrawing()
    listen()
  }
  requestAnimationFrame(function () { setTimeout(begin, 0) })
  setTimeout(begin, 300)
})()
