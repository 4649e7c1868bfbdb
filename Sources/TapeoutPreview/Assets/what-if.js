// Lets milestones and risks be moved, and shows what becomes of the launches while the hand moves.
(function () {
  "use strict"
  var app = document.getElementById("what-if")
  if (!app || app.firstChild) return
  var earliest = -91
  var latest = 182
  var choices = { milestones: [], risks: [], start: [] }
  var days = new Map()
  var risks = new Map()

  function element(name, attributes, children) {
    var made = document.createElement(name)
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === "text") made.textContent = attributes[key]
      else made.setAttribute(key, attributes[key])
    })
    ;(children || []).forEach(function (child) { if (child) made.appendChild(child) })
    return made
  }

  // MARK: Words

  function length(count) {
    var size = Math.abs(count)
    var isWeeks = size >= 14 && size % 7 === 0
    var number = isWeeks ? size / 7 : size
    return number + (isWeeks ? " week" : " day") + (number === 1 ? "" : "s")
  }

  function moved(count) { return count === 0 ? "as planned" : length(count) + (count > 0 ? " later" : " earlier") }

  // As tapeout forecast takes it.
  function suppositions() {
    var texts = []
    days.forEach(function (count, id) {
      if (!count) return
      var size = Math.abs(count)
      texts.push(id + "=" + (count > 0 ? "+" : "-") + (size % 7 ? size + "d" : size / 7 + "w"))
    })
    risks.forEach(function (fate, id) { if (fate) texts.push("risk " + id + "=" + fate) })
    return texts
  }

  // MARK: What is supposed

  var moves = element("div")
  var fates = element("div")
  var problem = element("p", { class: "problem", role: "alert" })

  function named(list, id) { return list.find(function (entry) { return entry.id === id }) }

  function addMove(id, isFocused) {
    var milestone = named(choices.milestones, id)
    if (!milestone) return false
    var old = document.getElementById("move-" + id)
    if (old) {
      old.focus()
      return true
    }
    var count = days.get(id) || 0
    days.set(id, count)
    var slider = element("input", {
      type: "range", id: "move-" + id, min: earliest, max: latest, step: 1, value: count, "aria-valuetext": moved(count)
    })
    var shown = element("output", { for: slider.id, text: moved(count), class: count ? "" : "none" })
    var take = element("button", { type: "button", class: "take", text: "Remove", "aria-label": "Remove " + milestone.title })
    var row = element("div", { class: "move" }, [
      element("label", { for: slider.id }, [
        element("bdi", { text: milestone.title }), element("small", { text: milestone.chip + " · " + milestone.date })
      ]),
      shown, slider, take,
      element("div", { class: "scale", "aria-hidden": "true" }, [
        element("span", { text: "−13 w" }), element("span", { text: "+26 w" })
      ])
    ])
    function set(value) {
      value = Math.max(earliest, Math.min(latest, value))
      slider.value = value
      days.set(id, value)
      shown.textContent = moved(value)
      shown.className = value ? "" : "none"
      slider.setAttribute("aria-valuetext", moved(value))
      ask()
    }
    slider.addEventListener("input", function () { set(+slider.value) })
    // A day with the arrows, a week with the page keys, back to the plan with 0.
    slider.addEventListener("keydown", function (event) {
      var step = event.key === "PageUp" ? 7 : event.key === "PageDown" ? -7 : event.key === "0" ? -slider.value : null
      if (step === null) return
      event.preventDefault()
      set(+slider.value + step)
    })
    take.addEventListener("click", function () {
      days.delete(id)
      var next = row.nextElementSibling || row.previousElementSibling
      row.remove()
      ;(next ? next.querySelector("input") : field).focus()
      ask()
    })
    moves.appendChild(row)
    if (isFocused) slider.focus()
    return true
  }

  function addRisk(id, isFocused) {
    var risk = named(choices.risks, id)
    if (!risk) return false
    var old = document.getElementById("risk-" + id)
    if (old) {
      old.querySelector("input:checked").focus()
      return true
    }
    var set = element("fieldset", { id: "risk-" + id }, [
      element("legend", {}, [element("bdi", { text: risk.title }), element("small", { text: risk.chip })])
    ])
    ;[["", risk.chance ? "open, " + risk.chance : "open"], ["occurs", "happens"], ["averted", "does not"]]
      .forEach(function (fate) {
        var button = element("input", { type: "radio", name: "risk-" + id, value: fate[0] })
        button.checked = (risks.get(id) || "") === fate[0]
        button.addEventListener("change", function () {
          risks.set(id, fate[0])
          ask()
        })
        set.appendChild(element("label", {}, [button, document.createTextNode(fate[1])]))
      })
    fates.appendChild(set)
    if (isFocused) set.querySelector("input:checked").focus()
    return true
  }

  var list = element("datalist", { id: "what-if-list" })
  var field = element("input", { id: "what-if-add", list: "what-if-list", autocomplete: "off" })
  var form = element("form", { class: "add" }, [
    element("label", { for: "what-if-add", text: "Add a milestone or a risk" }), field, list,
    element("button", { text: "Add" })
  ])
  form.addEventListener("submit", function (event) {
    event.preventDefault()
    var text = field.value.trim()
    var isAdded = text.indexOf("risk ") === 0 ? addRisk(text.slice(5), true) : addMove(text, true)
    problem.textContent = isAdded || !text ? "" : "There is no open milestone or risk " + text + "."
    if (isAdded) {
      field.value = ""
      ask()
    }
  })

  function fillList() {
    list.textContent = ""
    choices.milestones.forEach(function (entry) {
      list.appendChild(element("option", { value: entry.id, text: entry.title + " · " + entry.chip }))
    })
    choices.risks.forEach(function (entry) {
      list.appendChild(element("option", { value: "risk " + entry.id, text: entry.title + " · " + entry.chip }))
    })
  }

  // MARK: What becomes of the launches

  var launches = element("div")
  var said = element("p", { class: "said", role: "status" })
  var command = element("code")
  var copied = element("span", { class: "sm mut", role: "status" })

  var space = "http://www.w3.org/2000/svg"

  function shape(name, attributes) {
    var made = document.createElementNS(space, name)
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]) })
    return made
  }

  // Plan and P50 to P80, before and after, on one axis for all chips. The figures beside it say the same.
  function picture(chip, answer) {
    var all = [answer.today]
    answer.chips.forEach(function (other) {
      [other.before, other.after].forEach(function (side) {
        ["plan", "p50", "p80"].forEach(function (name) { if (side[name] !== null) all.push(side[name]) })
      })
    })
    var from = Math.min.apply(null, all) - 7
    var to = Math.max.apply(null, all) + 14
    function place(day) { return Math.max(0, Math.min(100, (day - from) / (to - from) * 100)) + "%" }
    function mark(day, name) {
      var box = shape("svg", { x: place(day), y: 15, overflow: "visible" })
      box.appendChild(shape("path", { class: name, d: "M0-6 6 0 0 6-6 0z" }))
      return box
    }
    var svg = shape("svg", { "aria-hidden": "true", focusable: "false" })
    if (answer.window && answer.window.to >= from && answer.window.from <= to) {
      var start = Math.max(answer.window.from, from)
      svg.appendChild(shape("rect", {
        class: "window", x: place(start), y: 0, height: 30,
        width: (Math.min(answer.window.to + 1, to) - start) / (to - from) * 100 + "%"
      }))
    }
    svg.appendChild(shape("line", { class: "rail", x1: 0, x2: "100%", y1: 15, y2: 15 }))
    svg.appendChild(shape("line", { class: "today", x1: place(answer.today), x2: place(answer.today), y1: 4, y2: 26 }))
    ;[["before", chip.before, 23], ["", chip.after, 15]].forEach(function (side) {
      if (side[1].p50 === null) return
      svg.appendChild(shape("line", {
        class: "range " + side[0], x1: place(side[1].p50), x2: place(side[1].p80), y1: side[2], y2: side[2]
      }))
    })
    if (chip.before.plan !== null && chip.before.plan !== chip.after.plan) svg.appendChild(mark(chip.before.plan, "was"))
    if (chip.after.plan !== null) svg.appendChild(mark(chip.after.plan, "is"))
    return svg
  }

  function show(answer) {
    var rows = answer.chips.map(function (chip) {
      return element("div", { class: "launch" }, [
        element("h3", {}, [
          element("a", { href: chip.page }, [element("bdi", { text: chip.title })]),
          chip.move && element("span", { text: chip.move, class: chip.move[0] === "+" ? "later" : "" })
        ]),
        answer.chips.length <= 12 ? picture(chip, answer) : null,
        element("dl", {}, chip.cells.map(function (cell) {
          return element("div", {}, [
            element("dt", { text: cell.name }),
            element("dd", {}, [
              element("b", { text: cell.after }),
              cell.before !== cell.after && element("s", { text: cell.before, "aria-label": "before: " + cell.before })
            ])
          ])
        }))
      ])
    })
    launches.replaceChildren.apply(launches, rows)
    command.textContent = answer.command
    app.dataset.answered = answer.command
    clearTimeout(speaking)
    // Readers of screens hear it when the hand rests.
    speaking = setTimeout(function () { if (said.textContent !== answer.said) said.textContent = answer.said }, 400)
  }

  var speaking
  var isAsking = false
  var isStale = false

  // One question at a time; the newest follows the answer to the one before.
  function ask() {
    var texts = suppositions()
    var query = texts.map(function (text) { return "suppose=" + encodeURIComponent(text) }).join("&")
    history.replaceState(null, "", location.pathname + (query ? "?" + query : ""))
    if (isAsking) {
      isStale = true
      return
    }
    isAsking = true
    fetch("/-/what-if" + (query ? "?" + query : ""), { cache: "no-store" }).then(function (response) {
      return response.ok ? response.json() : response.text().then(function (text) { throw new Error(text) })
    }).then(function (answer) {
      problem.textContent = ""
      show(answer)
    }).catch(function (error) { problem.textContent = error.message }).then(function () {
      isAsking = false
      if (isStale) {
        isStale = false
        ask()
      }
    })
  }

  var copy = element("button", { type: "button", text: "Copy" })
  copy.addEventListener("click", function () {
    function done(isDone) {
      copied.textContent = isDone ? "Copied" : "Select it and copy it yourself."
      setTimeout(function () { copied.textContent = "" }, 3000)
    }
    // Only pages of this computer, and secure ones, may use the clipboard without asking.
    if (navigator.clipboard) return navigator.clipboard.writeText(command.textContent).then(function () { done(true) }, function () { done(false) })
    getSelection().selectAllChildren(command)
    done(document.execCommand("copy"))
  })
  var reset = element("button", { type: "button", text: "Back to the plan" })
  reset.addEventListener("click", function () {
    days.clear()
    risks.clear()
    begin()
  })

  // MARK: The page

  app.appendChild(element("section", { class: "supposed", "aria-labelledby": "what-if-supposed" }, [
    element("h2", { id: "what-if-supposed", text: "Suppose" }), moves, fates, form, problem,
    element("div", { class: "command" }, [
      element("h2", { text: "The same in a terminal" }), element("pre", {}, [command]),
      element("div", { class: "row" }, [copy, reset, copied])
    ])
  ]))
  app.appendChild(element("section", { class: "outcome", "aria-labelledby": "what-if-launches" }, [
    element("h2", { id: "what-if-launches", text: "The launches" }), launches, said
  ]))

  function begin() {
    moves.textContent = ""
    fates.textContent = ""
    ;(days.size ? Array.from(days.keys()) : choices.start).forEach(function (id) { addMove(id) })
    choices.risks.slice(0, 20).forEach(function (risk) { addRisk(risk.id) })
    risks.forEach(function (fate, id) { addRisk(id) })
    ask()
  }

  function read() {
    return fetch("/-/what-if-choices", { cache: "no-store" }).then(function (response) { return response.json() })
      .then(function (found) {
        choices = found
        fillList()
      })
  }

  // What the address supposes, as the command would.
  new URLSearchParams(location.search).getAll("suppose").forEach(function (text) {
    var parts = text.split("=")
    if (text.indexOf("risk ") === 0) risks.set(parts[0].slice(5), parts[1])
    else {
      var size = /^([+-])(\d+)([dw])$/.exec(parts[1] || "")
      if (size) days.set(parts[0], (size[1] === "-" ? -1 : 1) * size[2] * (size[3] === "w" ? 7 : 1))
    }
  })
  read().then(begin).catch(function () { problem.textContent = "The plan cannot be read now." })

  // The plan was saved: what is supposed stays, as far as it is still there.
  document.addEventListener("tapeout:exchanged", function () {
    read().then(function () {
      Array.from(days.keys()).forEach(function (id) {
        if (named(choices.milestones, id)) return
        days.delete(id)
        var slider = document.getElementById("move-" + id)
        if (slider) slider.closest(".move").remove()
      })
      Array.from(risks.keys()).forEach(function (id) {
        if (named(choices.risks, id)) return
        risks.delete(id)
        var set = document.getElementById("risk-" + id)
        if (set) set.remove()
      })
      ask()
    })
  })
})()
