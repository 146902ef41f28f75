<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\FileContent;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Config;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Page;

/**
 * Reads the text of PDF files, page by page.
 *
 * Uses smalot/pdfparser for the structure of the file and the characters of its fonts. The library is shipped under our own namespace, see
 * the decision record on files.
 */
final class PdfText {

	/** Maximum pages read. */
	private const PAGES = 1500;

	/** Maximum bytes of text; more would not be stored anyway. */
	private const TEXT = 8_000_000;

	/** Maximum unpacked bytes of a stream. Pictures can be larger, but are not read. */
	private const STREAM = 16_000_000;

	/** Maximum nesting of arrays and dictionaries. */
	private const NESTING = 100;

	/** Matches an offset of the cross-reference table with an absurd amount of white space, on which the library takes quadratic time. */
	private const STRETCHED = '/startxref(?:\s{65}|\s*+\d++\s{65})/i';

	/** Memory that the library needs, in multiples of the file size. */
	private const MEMORY = 4;

	/** @throws ReadingFailed */
	public function content( string $path, ReadingBudget $budget ): FileContent {
		if ( ! function_exists( 'gzuncompress' ) || ! function_exists( 'iconv' ) || ! function_exists( 'mb_convert_encoding' ) ) {
			throw new ReadingFailed( Unreadable::NoProgram );
		}
		$budget->check( self::MEMORY * (int) filesize( $path ) );
		// The library raises warnings about broken files, which are not errors of this site.
		set_error_handler( static fn(): bool => true );
		try {
			return $this->read_or_repair( (string) file_get_contents( $path ), $budget );
		} catch ( ReadingFailed $failed ) {
			throw $failed;
		} catch ( \Throwable ) {
			throw new ReadingFailed( Unreadable::Broken );
		} finally {
			restore_error_handler();
		}
	}

	/**
	 * @throws ReadingFailed
	 * @throws \Throwable When the file cannot be repaired either.
	 */
	private function read_or_repair( string $bytes, ReadingBudget $budget ): FileContent {
		try {
			$content = $this->read( $bytes, $budget );
			if ( Unreadable::NoText !== $content->problem || $this->has_end_mark( $bytes ) ) {
				return $content;
			}
		} catch ( ReadingFailed $failed ) {
			throw $failed;
		} catch ( \Throwable ) {
			$content = null;
		}
		$repaired = XrefRebuilder::rebuild( $bytes );
		unset( $bytes );
		$content = null === $repaired ? null : $this->read( $repaired, $budget );
		if ( null === $content || Unreadable::NoText === $content->problem ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		return $content;
	}

	/** Whether the file has its end mark, so that it was not cut off. */
	private function has_end_mark( string $bytes ): bool {
		return str_contains( substr( $bytes, -1024 ), '%%EOF' );
	}

	/**
	 * @throws ReadingFailed
	 * @throws \Throwable Any error of the library on a broken file.
	 */
	private function read( string $bytes, ReadingBudget $budget ): FileContent {
		if ( 1 === preg_match( '/\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/', $bytes ) ) {
			throw new ReadingFailed( Unreadable::Protected );
		}
		if ( 0 !== preg_match( self::STRETCHED, $bytes ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		$config = new Config();
		$config->setDecodeMemoryLimit( self::STREAM );
		$config->setRetainImageContent( false );
		$config->setMaxNestingDepth( self::NESTING );
		$pages   = array_values( array_filter(
			( new BoundedParser( $config, $budget ) )->parseContent( $bytes )->getPages(),
			static fn( mixed $page ): bool => $page instanceof Page,
		) );
		$reader  = new PageReader( $budget );
		$lines   = [];
		$length  = 0;
		$failed  = 0;
		$problem = count( $pages ) > self::PAGES ? Unreadable::OnlyPart : null;
		foreach ( array_slice( $pages, 0, self::PAGES ) as $index => $page ) {
			try {
				$lines[ $index + 1 ] = $reader->lines( $page );
			} catch ( ReadingFailed $spent ) {
				if ( 0 === $length ) {
					throw $spent;
				}
				$problem = Unreadable::OnlyPart;
				break;
			} catch ( \Throwable ) {
				++$failed;
				continue;
			}
			$length += array_sum( array_map( static fn( Line $line ): int => strlen( $line->text ), $lines[ $index + 1 ] ) );
			if ( $length > self::TEXT ) {
				$problem = Unreadable::OnlyPart;
				break;
			}
		}
		if ( 0 === $length && $failed > 0 ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		return FileContent::from_sections( ( new ParagraphBuilder() )->sections( $lines ), $problem );
	}
}
