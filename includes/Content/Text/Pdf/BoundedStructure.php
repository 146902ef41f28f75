<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Config;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\RawData\RawDataParser;

/** The library's reader of a PDF's structure, with our filters. Does not unpack pictures and font programs, which contain no text. */
final class BoundedStructure extends RawDataParser {

	public function __construct(
		Config $config,
		private readonly ReadingBudget $budget,
	) {
		parent::__construct( [], $config );
		$this->filterHelper = new BoundedFilters( $budget );
	}

	/**
	 * Counts a step for every element of an object: numbers in arrays, strings, comments.
	 *
	 * @param string        $pdfData
	 * @param int           $offset
	 * @param ?array<mixed> $headerDic
	 * @param int           $depth
	 *
	 * @return array<mixed>
	 *
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed When the budget is spent.
	 */
	protected function getRawObject( string $pdfData, int $offset = 0, ?array $headerDic = null, int $depth = 0 ): array {
		$this->budget->step();
		return parent::getRawObject( $pdfData, $offset, $headerDic, $depth );
	}

	/**
	 * @param string       $pdfData
	 * @param array<mixed> $xref
	 * @param array<mixed> $sdic    The stream's dictionary: names and values in turn, each an array of type and content.
	 * @param string       $stream
	 *
	 * @return array<mixed>
	 *
	 * @throws \Exception When it cannot be unpacked.
	 */
	protected function decodeStream( string $pdfData, array $xref, array $sdic, string $stream ): array {
		$values = array_column( array_filter( $sdic, is_array( ... ) ), 1 );
		foreach ( $values as $place => $name ) {
			if (
				'Length1' === $name
				|| 'Subtype' === $name && in_array( $values[ $place + 1 ] ?? '', [ 'Image', 'Type1C', 'CIDFontType0C', 'OpenType' ], true )
			) {
				return [ '', [] ];
			}
		}
		return parent::decodeStream( $pdfData, $xref, $sdic, $stream );
	}
}
