<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text;

use Aaia\Chatbot\Knowledge\Text\Docx\DocxText;
use Aaia\Chatbot\Knowledge\Text\Pdf\PdfText;

/** Reads a file of any kind we know, within a budget of time and memory. Never throws: what cannot be read says why. */
final class FileReader {

	/** Seconds of computing after which PHP is ended inside a single step that does not end by itself: three times the budget. */
	private const LAST_RESORT = 60;

	public function __construct(
		private readonly FileText $text,
		private readonly DocxText $docx,
		private readonly PdfText $pdf,
	) {}

	/**
	 * What the file says.
	 *
	 * @param string         $path   A file that is there.
	 * @param ?ReadingBudget $budget What reading it may cost; the usual without one.
	 */
	public function read( FileKind $kind, string $path, ?ReadingBudget $budget = null ): FileContent {
		if ( (int) filesize( $path ) > $kind->limit() ) {
			return FileContent::none( Unreadable::TooLarge );
		}
		wp_raise_memory_limit( 'aaia_chatbot_files' );
		$budget ??= new ReadingBudget();
		$limit    = (int) ini_get( 'max_execution_time' );
		$this->allow( self::LAST_RESORT );
		try {
			return match ( $kind ) {
				FileKind::Docx => $this->docx->content( $path, $budget ),
				FileKind::Pdf  => $this->pdf->content( $path, $budget ),
				default        => FileContent::of( $this->text->sections( $kind, (string) file_get_contents( $path ) ) ),
			};
		} catch ( ReadingFailed $failed ) {
			return FileContent::none( $failed->reason );
		} finally {
			$this->allow( $limit );
		}
	}

	/** Sets PHP's own time limit, which counts anew from here, also on the command line. */
	private function allow( int $seconds ): void {
		if ( function_exists( 'set_time_limit' ) ) {
			@set_time_limit( $seconds );
		}
	}
}
