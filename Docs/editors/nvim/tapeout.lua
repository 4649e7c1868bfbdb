-- Neovim 0.7 or later: put this file into ~/.config/nvim/lua/ and `require("tapeout")` into init.lua.
-- What is configured may be said before: `vim.g.tapeout_command = { "/opt/tapeout", "lsp" }`.

local function root_of(path)
  -- The nearest folder upwards that holds Content/program.md, or Content/ alone.
  local start = path:match("^(.*)/Content/")
  return start ~= "" and start or nil
end

local clients = {}

local function attach(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  local root = root_of(path)
  if not root then return end
  local settings = {
    name = "tapeout",
    cmd = vim.g.tapeout_command or { "tapeout", "lsp" },
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    capabilities = vim.lsp.protocol.make_client_capabilities(),
  }
  if vim.lsp.start then
    vim.lsp.start(settings, { bufnr = buffer })
    return
  end
  -- Before 0.8: one client for each project.
  if not clients[root] or not vim.lsp.get_client_by_id(clients[root]) then
    clients[root] = vim.lsp.start_client(settings)
  end
  if clients[root] then vim.lsp.buf_attach_client(buffer, clients[root]) end
end

vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  pattern = "*/Content/*.md",
  callback = function(event)
    attach(event.buf)
    vim.bo[event.buf].omnifunc = "v:lua.vim.lsp.omnifunc"
  end,
})
