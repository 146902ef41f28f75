<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/** Kinds of files that can be read. Both the extension of a file and its MIME type in WordPress must match. */
enum FileKind: string {

	case Text     = 'text';
	case Markdown = 'markdown';
	case Html     = 'html';
	case Csv      = 'csv';
	case Docx     = 'docx';
	case Pdf      = 'pdf';

	/** Bytes of a text file that is read within a request, which takes about 20 ms. */
	private const AT_ONCE = 500_000;

	/** The kind of a file by its extension; null when it cannot be read. */
	public static function from_path( string $path ): ?self {
		return match ( strtolower( pathinfo( $path, PATHINFO_EXTENSION ) ) ) {
			'txt'            => self::Text,
			'md', 'markdown' => self::Markdown,
			'html', 'htm'    => self::Html,
			'csv'            => self::Csv,
			'docx'           => self::Docx,
			'pdf'            => self::Pdf,
			default          => null,
		};
	}

	/**
	 * MIME types of the media library that can be read.
	 *
	 * @return list<string>
	 */
	public static function types(): array {
		return [
			'text/plain', 'text/markdown', 'text/html', 'text/csv',
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf',
		];
	}

	/** Maximum bytes of a file of this kind. DOCX and PDF files are mostly pictures, which cost nothing to skip. */
	public function limit(): int {
		return match ( $this ) {
			self::Docx => 50_000_000,
			self::Pdf  => 30_000_000,
			default    => 5_000_000,
		};
	}

	/**
	 * Whether a file of this size is read in the request that saves it. Compressed files are not: their size does not tell how long they
	 * take.
	 */
	public function is_quick( int $bytes ): bool {
		return ! in_array( $this, [ self::Docx, self::Pdf ], true ) && $bytes <= self::AT_ONCE;
	}
}
