<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations\Attachments;

use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Attachments\FileType;
use Aaia\Chatbot\Tests\Harness\TestFiles;
use Aaia\Chatbot\Tests\TestCase;

/** What a file is: told by its content, whatever it is called. */
final class FileTypeTest extends TestCase {

	public function test_formats_that_can_be_attached_are_known_by_their_content(): void {
		$odt = TestFiles::zip( [ 'mimetype' => FileType::Odt->value, 'content.xml' => '<a/>' ], packed: false );
		$known = [
			[ FileType::Jpeg, TestFiles::jpeg(), 'x.php.jpg' ],
			[ FileType::Jpeg, TestFiles::jpeg(), 'not-a-picture.pdf' ],
			[ FileType::Png, TestFiles::png(), 'a.png' ],
			[ FileType::Webp, TestFiles::webp(), 'a.webp' ],
			[ FileType::Pdf, TestFiles::pdf(), 'a.pdf' ],
			[ FileType::Wav, TestFiles::wav(), 'a.wav' ],
			[ FileType::Mp3, "ID3\x04\0\0\0\0\0\0" . str_repeat( "\xFF\xFB\x90\x00" . str_repeat( "\0", 413 ), 4 ), 'a.mp3' ],
			[ FileType::Ogg, "OggS\0\x02" . str_repeat( "\0", 22 ) . "\x01\x1E\x01vorbis" . str_repeat( "\0", 40 ), 'a.ogg' ],
			[ FileType::M4a, "\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0", 'a.m4a' ],
			[ FileType::Docx, TestFiles::docx(), 'a.docx' ],
			[ FileType::Xlsx, TestFiles::zip( [ '[Content_Types].xml' => '<Types/>', 'xl/workbook.xml' => '<a/>' ] ), 'a.zip' ],
			[ FileType::Odt, $odt, 'a.odt' ],
		];
		foreach ( $known as [ $type, $bytes, $name ] ) {
			self::assertSame( $type, FileType::of( TestFiles::path( $bytes ), $name ), $name );
		}
	}

	public function test_what_only_looks_like_them_is_nothing(): void {
		$old     = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" . str_repeat( "\0", 600 );
		$bomb    = [ '[Content_Types].xml' => '<Types/>', 'word/document.xml' => str_repeat( 'a', 5_000_000 ) ];
		$macros  = [ '[Content_Types].xml' => '<Types/>', 'word/document.xml' => '<a/>', 'word/vbaProject.bin' => 'x' ];
		$project = str_repeat( "\0", 999_990 ) . mb_convert_encoding( '_VBA_PROJECT', 'UTF-16LE' );
		$hostile = [
			'a program'               => [ '<?php system($_GET["x"]);', 'x.php.jpg' ],
			'a page'                  => [ '<html><script>alert(1)</script>', 'picture.png' ],
			'SVG'                     => [ '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg' ],
			'SVG with a declaration'  => [ '<?xml version="1.0"?><svg/>', 'a.png' ],
			'first bytes of a photo'  => [ "\xFF\xD8\xFF\xE0<?php echo 1;", 'a.jpg' ],
			'first bytes of a PNG'    => [ "\x89PNG\r\n\x1A\n<script>", 'a.png' ],
			'PDF behind a page'       => [ "<html>\n" . TestFiles::pdf(), 'a.pdf' ],
			'a Windows program'       => [ "MZ\x90\0" . str_repeat( "\0", 100 ), 'a.pdf' ],
			'any zip'                 => [ TestFiles::zip( [ 'a.txt' => 'hello' ] ), 'a.docx' ],
			'a zip with a program'    => [ TestFiles::zip( [ 'mimetype' => 'application/java-archive' ], packed: false ), 'a.odt' ],
			'a zip bomb'              => [ TestFiles::zip( $bomb ), 'a.docx' ],
			'macros'                  => [ TestFiles::zip( $macros ), 'a.docm' ],
			'macros in an old document' => [ $old . $project, 'a.doc' ],
			'half a zip'              => [ substr( TestFiles::docx(), 0, 60 ), 'a.docx' ],
			'an installer'            => [ $old, 'a.msi' ],
			'a film'                  => [ "\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", 'a.m4a' ],
			'nothing'                 => [ '', 'a.jpg' ],
		];
		foreach ( $hostile as $what => [ $bytes, $name ] ) {
			self::assertNull( FileType::of( TestFiles::path( $bytes ), $name ), $what );
		}
		self::assertSame( FileType::Doc, FileType::of( TestFiles::path( $old ), 'a.doc' ), 'an old document of Word' );
	}

	public function test_names_keep_nothing_that_deceives_or_runs(): void {
		$names = [
			'x.php.jpg'               => 'x_php.jpg',
			'photo.jpeg'              => 'photo.jpeg',
			'invoice.2026.pdf'        => 'invoice.2026.jpg',
			'../../etc/passwd'        => 'passwd.jpg',
			'C:\\temp\\été à Lyon.JPG' => 'été à Lyon.jpg',
			"a\u{202E}gpj.exe"        => 'agpj.jpg',
			"a\r\nSet-Cookie: b.jpg"  => 'a Set-Cookie b.jpg',
			'"><script>.jpg'          => 'script.jpg',
			'.htaccess'               => 'file.jpg',
			"bad \xFF bytes.jpg"      => 'bad  bytes.jpg',
		];
		foreach ( $names as $given => $shown ) {
			self::assertSame( $shown, AttachmentService::clean_name( (string) $given, FileType::Jpeg ), (string) $given );
		}
		self::assertSame( 120, mb_strlen( AttachmentService::clean_name( str_repeat( 'é', 5000 ) . '.pdf', FileType::Pdf ) ) );
	}
}
