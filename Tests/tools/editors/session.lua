-- Run by check_editors.py: nvim --headless -u NONE -c "luafile session.lua". Prints what the editor shows, as JSON.
vim.g.tapeout_command = { os.getenv("TAPEOUT"), "lsp" }
dofile(os.getenv("SETUP"))
local file = os.getenv("FILE")
local result = {}

local function wait(condition)
  return vim.wait(30000, condition, 20)
end

local function messages()
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { code = item.code, line = item.lnum, column = item.col, message = item.message })
  end
  return found
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local ok, problem = pcall(function()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  result.attached = wait(function() return #vim.tbl_keys(vim.lsp.buf_get_clients(0)) > 0 end)
  wait(function() return #messages() > 0 end)
  result.before = messages()
  -- Mend the forecast, unsaved.
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { "forecast: 2026-06-26" })
  wait(function() return #messages() == 0 end)
  result.after = messages()
  vim.api.nvim_win_set_cursor(0, { 7, 4 })
  local here = vim.lsp.util.make_position_params()
  result.hover = ask("textDocument/hover", here)
  result.definition = ask("textDocument/definition", here)
  vim.api.nvim_win_set_cursor(0, { 3, 6 })
  result.completion = ask("textDocument/completion", vim.lsp.util.make_position_params())
  -- What an editor does with a snippet-free completion and a code action.
  vim.api.nvim_win_set_cursor(0, { 12, 4 })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local actions = ask("textDocument/codeAction", params) or {}
  for _, action in ipairs(actions) do
    if action.title:match("^Tick") then vim.lsp.util.apply_workspace_edit(action.edit, "utf-16") end
  end
  result.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  -- Another id for the predecessor: the answer is applied as the editor's own command does it.
  vim.api.nvim_win_set_cursor(0, { 7, 4 })
  vim.lsp.buf.rename("timing-signoff")
  result.renamed = wait(function() return vim.api.nvim_buf_get_lines(0, 6, 7, false)[1] == "  timing-signoff: 2w" end)
  vim.cmd("silent wall")
end)
result.problem = not ok and tostring(problem) or nil
io.stdout:write(vim.fn.json_encode(result) .. "\n")
vim.cmd("qall!")
