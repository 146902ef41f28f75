<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\FileReader;

/** Reads files of other sites (plain text, Markdown, CSV, Word and PDF) like files of the media library. */
final class LinkedFileReader {

	private const KINDS = [
		'text/plain'      => FileKind::Text,
		'text/markdown'   => FileKind::Markdown,
		'text/x-markdown' => FileKind::Markdown,
		'text/csv'        => FileKind::Csv,
		'application/pdf' => FileKind::Pdf,
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document' => FileKind::Docx,
	];

	public function __construct( private readonly FileReader $reader ) {}

	/** The file kind of a media type; null when it cannot be read. */
	public function kind( string $type ): ?FileKind {
		return self::KINDS[ $type ] ?? null;
	}

	/**
	 * The text under its headings. Uses a temporary file that is deleted afterwards.
	 *
	 * @return list<Section> Empty when there is no text, or the file cannot be read.
	 */
	public function sections( FileKind $kind, string $bytes ): array {
		$path = tempnam( get_temp_dir(), 'aaia-linked-' );
		if ( false === $path ) {
			return [];
		}
		try {
			return strlen( $bytes ) === file_put_contents( $path, $bytes ) ? $this->reader->read( $kind, $path )->sections : [];
		} finally {
			wp_delete_file( $path );
		}
	}
}
