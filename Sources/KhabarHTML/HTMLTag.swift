/// The elements Khabar tells apart; everything else is `other`.
public enum HTMLTag: String, CaseIterable, Sendable {
  /// The root above `html`, and text.
  case none = ""
  case other = "*"

  case html, head, body, title, meta, link, base, script, style, noscript, template
  case article, section, main, header, footer, nav, aside, address, hgroup
  case h1, h2, h3, h4, h5, h6
  case p, div, span, a, br, hr, wbr, center, font
  case ul, ol, li, dl, dt, dd, menu, dir
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup, col
  case figure, figcaption, picture, source, img, video, audio, track, iframe, embed, object, param, canvas, map, area
  case svg, math
  case blockquote, q, cite, pre, code
  case b, strong, i, em, u, s, small, sub, sup, mark, ins, del, big, tt, abbr, time, data, bdi, bdo
  case form, fieldset, legend, label, input, button, select, option, optgroup, textarea, output
  case details, summary, dialog, noframes, frameset, frame, marquee
  case ampImg = "amp-img"

  /// Whether the element starts and ends a line of its own.
  public var isBlock: Bool { Self.blocks[Int(index)] }

  var index: UInt8 { unsafeBitCast(self, to: UInt8.self) }

  /// 1 to 6 for a heading, else 0.
  public static func headingLevel(_ tag: HTMLTag) -> UInt8 {
    let distance = Int(tag.index) - Int(HTMLTag.h1.index)
    return distance >= 0 && distance < 6 ? UInt8(distance + 1) : 0
  }

  static let byName: [String: HTMLTag] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  private static let blocks: [Bool] = {
    let inline: Set<HTMLTag> = [
      .none, .other, .title, .meta, .link, .base, .script, .style, .noscript, .template, .span, .a, .wbr, .font,
      .picture,
      .source, .img, .video, .audio, .track, .embed, .object, .param, .canvas, .map, .area, .svg, .math, .q, .cite,
      .code,
      .b, .strong, .i, .em, .u, .s, .small, .sub, .sup, .mark, .ins, .del, .big, .tt, .abbr, .time, .data, .bdi, .bdo,
      .label, .input, .button, .select, .option, .optgroup, .textarea, .output, .col, .ampImg,
    ]
    return allCases.map { !inline.contains($0) }
  }()
}

/// The attributes Khabar asks for by name; the name of any other is kept with it.
public enum HTMLAttributeName: String, CaseIterable, Sendable {
  case other = "*"
  case `class`, id, role, name, content, property, itemprop, itemscope, itemtype, rel, href, src, type, datetime,
    pubdate
  case title, alt, lang, dir, style, hidden, charset, value, about, `typeof`, datatype
  case httpEquiv = "http-equiv"
  case ariaHidden = "aria-hidden"
  case ariaLabel = "aria-label"
  case xmlLang = "xml:lang"
  case dataSrc = "data-src"
  case ariaLabelledBy = "aria-labelledby"
  case dataComponent = "data-component"
  case dataTestId = "data-testid"
  case width, height

  static let byName: [String: HTMLAttributeName] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
