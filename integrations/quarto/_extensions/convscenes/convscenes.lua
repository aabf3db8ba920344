-- {{< convscenes scatter.mp4 label="How one value is scattered" >}}: a video with poster, captions and a name
-- on pages of HTML, the picture elsewhere. The files stand beside the document, as `convscenes publish SPEC --to
-- snippets` makes them: scatter.mp4, .vtt, .png and .pdf.

local SUFFIXES = { ".mp4", ".vtt", ".png" }

local function text_of(value)
  return value and pandoc.utils.stringify(value) or ""
end

local function attribute(text)
  local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
  return (text:gsub('[&<>"]', entities))
end

local function video(stem, label, language, captions, shown)
  local file = attribute(stem)
  return '<video controls preload="metadata" poster="' .. file .. '.png" style="max-width: 100%"\n'
    .. '       aria-label="' .. attribute(label) .. '">\n'
    .. '  <source src="' .. file .. '.mp4" type="video/mp4">\n'
    .. '  <track kind="captions" src="' .. file .. '.vtt" srclang="' .. attribute(language)
    .. '" label="' .. attribute(captions) .. '"' .. (shown and " default" or "") .. ">\n"
    .. "</video>"
end

return {
  ["convscenes"] = function(args, kwargs, meta, _, context)
    local path = text_of(args[1])
    if path == "" then
      error('convscenes: name the video, as in {{< convscenes scatter.mp4 label="…" >}}.')
    end
    local stem = path:gsub("%.%w+$", "")
    local label = text_of(kwargs["label"])
    if label == "" then
      error("convscenes: " .. path .. ": give it a label, for those who cannot see it.")
    end
    if not quarto.doc.is_format("html:js") then
      local file = stem .. (quarto.doc.is_format("pdf") and ".pdf" or ".png")
      local image = pandoc.Image({ pandoc.Str(label) }, file, "", { ["fig-alt"] = label })
      return context == "block" and pandoc.Para({ image }) or image
    end
    for _, suffix in ipairs(SUFFIXES) do
      quarto.doc.add_resource(stem .. suffix)
    end
    local language = text_of(kwargs["lang"])
    if language == "" then
      language = text_of(meta["lang"])
    end
    local captions = text_of(kwargs["captions"])
    local html = video(
      stem,
      label,
      language ~= "" and language or "en",
      captions ~= "" and captions or "Captions",
      text_of(kwargs["show"]) == "true"
    )
    return context == "block" and pandoc.RawBlock("html", html) or pandoc.RawInline("html", html)
  end,
}
