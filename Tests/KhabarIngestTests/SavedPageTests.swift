import KhabarCore
import KhabarIngest
import Testing

/// Pages as browsers and copying programs save them: XHTML, pages with their parts in them, pages with a note of their
/// address.
@Suite struct SavedPageTests {
  private func document(_ page: String, named name: String = "page.html") async throws -> Document {
    let folder = try TemporaryFolder([name: page])
    let found = try await items(of: HTMLSource(options: InputOptions(paths: [folder.path])))
    return try #require(found.first?.document)
  }

  private func article(_ page: String, named name: String = "page.html") async throws -> Document {
    var document = try await document(page, named: name)
    try ArticleStage(options: .init()).process(&document)
    return document
  }

  private let paragraph = "قال مدير السكة الحديد إن الخط الجديد سيبدأ العمل قبل نهاية العام، بعد تأخر دام سنتين."

  @Test(arguments: [
    (
      "<!DOCTYPE html>\n<!-- saved from url=(0031)https://rail.example/news/77?a=1 -->\n<html>",
      "https://rail.example/news/77?a=1"
    ),
    (
      "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://rail.example/n \n saved date: x\n-->",
      "https://rail.example/n"
    ),
    (
      "<html><!-- Mirrored from rail.example/n/1.html by HTTrack Website Copier/3.x, Thu -->",
      "http://rail.example/n/1.html"
    ),
    ("<html><!-- ad --><!-- saved from url=(0019)http://rail.example --><p>", "http://rail.example"),
    ("<html><!-- saved from url=(0022)file:///C:/page.html -->", nil),
    ("<html><p>saved from url=(0011)https://rail.example", nil),
    ("<html><!-- saved from url=(00", nil), ("<html><!-- saved from url=(0012)https:// -->", nil), ("<html><!--", nil),
  ])
  func knowsWhereItWasSavedFrom(page: String, address: String?) async throws {
    #expect(try await document(page).source.uri == address)
  }

  @Test func readsXHTML() async throws {
    let page = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title>الخط الجديد</title><style/>
      <script>//<![CDATA[
      if (a < b) { document.write("<p>لا يقرأ</p>"); }
      //]]></script></head><body><a name="top"/><div class="ad"/><h1>الخط الجديد</h1><p/>
      <p>\(paragraph)</p><textarea/><iframe src="x"/><p><![CDATA[\(paragraph) R&D < 5]]></p></body></html>
      """
    let document = try await article(page, named: "page.xhtml")
    #expect(document.metadata.title == "الخط الجديد")
    #expect(String(decoding: document.text, as: UTF8.self) == "\(paragraph)\n\(paragraph) R&D < 5")
  }

  @Test func leavesMarksOfHTMLAlone() async throws {
    let page = "<!DOCTYPE html><html><body><p>\(paragraph) a[b[1]]> c</p></body></html>"
    #expect(String(decoding: try await article(page).text, as: UTF8.self) == "\(paragraph) a[b[1]]> c")
  }

  @Test func doesNotHandOnPicturesThatThePageHoldsItself() async throws {
    let picture = "data:image/png;base64," + String(repeating: "iVBORw0KGgo", count: 40_000)
    let page = """
      <html><head><meta property="og:image" content="\(picture)"><title>الخط الجديد</title>
      <style>.a{background:url(\(picture))}</style></head><body><h1>الخط الجديد</h1>
      <img src="\(picture)" srcset="\(picture) 2x" style="background:url(\(picture))"><p>\(paragraph)</p><p>\(paragraph)</p>
      </body></html>
      """
    let document = try await article(page)
    #expect(String(decoding: document.text, as: UTF8.self) == "\(paragraph)\n\(paragraph)")
    #expect(document.metadata.image == nil)
  }
}
