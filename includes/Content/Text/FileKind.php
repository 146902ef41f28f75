<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/** Kinds of files that can be read. A file is of a kind when both its ending and the type WordPress gave it say so. */
enum FileKind: string {

	case Text     = 'text';
	case Markdown = 'markdown';
	case Html     = 'html';
	case Csv      = 'csv';
	case Docx     = 'docx';
	case Pdf      = 'pdf';

	/** Bytes of a plain file that are read within a request: about 20 ms of work. */
	private const AT_ONCE = 500_000;

	/** The kind of a file by its path; null for what is not read. */
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
	 * Types of the media library that are read.
	 *
	 * @return list<string>
	 */
	public static function types(): array {
		return [ 'text/plain', 'text/markdown', 'text/html', 'text/csv', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf' ];
	}

	/** Bytes of the largest file of this kind that is read. DOCX and PDF files are mostly pictures, which cost nothing. */
	public function limit(): int {
		return match ( $this ) {
			self::Docx => 50_000_000,
			self::Pdf  => 30_000_000,
			default    => 5_000_000,
		};
	}

	/** Whether a file of this size is read in the request that saves it. How long a packed file takes cannot be told from its size. */
	public function is_quick( int $bytes ): bool {
		return ! in_array( $this, [ self::Docx, self::Pdf ], true ) && $bytes <= self::AT_ONCE;
	}
}
