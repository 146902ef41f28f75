<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\Docx\DocxText;
use Aaia\Chatbot\Content\Text\Pdf\PdfText;

/** Reads a file of any supported kind within a budget of time and memory. Never throws; the result names the problem. */
final class FileReader {

	/** PHP's own time limit in seconds, three times the budget. It ends PHP when a single step never returns. */
	private const SECONDS = 60;

	/** Bytes of memory for reading one file. */
	private const MEMORY = 384_000_000;

	public function __construct(
		private readonly TextFileReader $text,
		private readonly DocxText $docx,
		private readonly PdfText $pdf,
	) {}

	/**
	 * @param string         $path   Path of an existing file.
	 * @param ?ReadingBudget $budget Limits of time and memory; the default limits when null.
	 */
	public function read( FileKind $kind, string $path, ?ReadingBudget $budget = null ): FileContent {
		if ( (int) filesize( $path ) > $kind->limit() ) {
			return FileContent::failed( Unreadable::TooLarge );
		}
		$seconds = (int) ini_get( 'max_execution_time' );
		$memory  = (string) ini_get( 'memory_limit' );
		wp_raise_memory_limit( 'aaia_chatbot_files' );
		$this->set_limits( self::SECONDS, self::bounded_memory( (string) ini_get( 'memory_limit' ) ) );
		$budget ??= new ReadingBudget();
		try {
			return match ( $kind ) {
				FileKind::Docx => $this->docx->content( $path, $budget ),
				FileKind::Pdf  => $this->pdf->content( $path, $budget ),
				default        => FileContent::from_sections( $this->text->sections( $kind, (string) file_get_contents( $path ), $budget ) ),
			};
		} catch ( ReadingFailed $failed ) {
			return FileContent::failed( $failed->reason );
		} finally {
			$this->set_limits( $seconds, $memory );
		}
	}

	/** PHP's memory limit while a file is read. There always is one, even though WP-CLI removes it. */
	private static function bounded_memory( string $limit ): string {
		$most = memory_get_usage( true ) + self::MEMORY;
		return wp_convert_hr_to_bytes( $limit ) > 0 && wp_convert_hr_to_bytes( $limit ) < $most ? $limit : (string) $most;
	}

	/** Sets PHP's own limits. The time limit counts from now. */
	private function set_limits( int $seconds, string $memory ): void {
		if ( function_exists( 'set_time_limit' ) ) {
			@set_time_limit( $seconds );
		}
		@ini_set( 'memory_limit', $memory );
	}
}
