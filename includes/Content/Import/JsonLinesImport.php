<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Import;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;

/**
 * Imports documents from a file of JSON lines: `{"id", "title", "text", "url"?, "language"?}`, one document a line.
 *
 * A document with a known id is replaced. Invalid lines are counted and skipped.
 */
final class JsonLinesImport {

	/** Default source of imported documents. */
	public const SOURCE = 'import';

	/** Lines between two merges of the index. */
	private const STEP = 500;

	/** Longest line that is read, bytes. */
	private const LINE = 64_000_000;

	public function __construct(
		private readonly ContentService $service,
		private readonly SourceRepository $sources,
	) {}

	/**
	 * Imports the whole file.
	 *
	 * @param resource                    $file
	 * @param string                      $source   Name of the source, `[a-z0-9_-]{1,120}`.
	 * @param ?callable(int): void        $progress Receives the number of lines read, every 500 lines.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Documents imported before it stay.
	 */
	public function run( $file, string $source = self::SOURCE, ?callable $progress = null ): ImportReport {
		$id     = $this->sources->find_or_create( $source, $source );
		$report = new ImportReport();
		// phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
		for ( $number = 1; false !== ( $line = fgets( $file, self::LINE ) ); $number++ ) {
			$line = trim( $line, " \t\r\n\xEF\xBB\xBF" );
			if ( '' === $line ) {
				continue;
			}
			$document = $this->document( $line );
			if ( is_string( $document ) ) {
				$report->refuse( $number, $document );
				continue;
			}
			$this->service->put( $id, $document ) ? ++$report->changed : ++$report->unchanged;
			if ( 0 === $number % self::STEP ) {
				$this->service->merge_if_needed();
				if ( null !== $progress ) {
					$progress( $number );
				}
			}
		}
		$this->service->merge_if_needed();
		return $report;
	}

	/** The document of a line, or the reason why the line is invalid. */
	private function document( string $line ): SourceDocument|string {
		$fields = json_decode( $line, true, 16 );
		if ( ! is_array( $fields ) ) {
			return 'not a JSON object';
		}
		$id = $fields['id'] ?? null;
		$id = is_int( $id ) ? (string) $id : $id;
		if ( ! is_string( $id ) || '' === $id || strlen( $id ) > 1000 ) {
			return 'no usable "id"';
		}
		if ( ! is_string( $fields['text'] ?? null ) ) {
			return 'no "text"';
		}
		return new SourceDocument(
			$id,
			is_string( $fields['title'] ?? null ) ? $fields['title'] : '',
			[ new Section( [], '', $fields['text'] ) ],
			is_string( $fields['url'] ?? null ) ? esc_url_raw( $fields['url'], [ 'http', 'https' ] ) : '',
			is_string( $fields['language'] ?? null ) ? strtolower( substr( $fields['language'], 0, 2 ) ) : '',
		);
	}
}
