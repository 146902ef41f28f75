<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\RawData\FilterHelper;

/** Unpacks the streams of a PDF within a budget: the library bounds each stream, this all of them together. */
final class BoundedFilters extends FilterHelper {

	/** Bytes of an LZW stream that are unpacked: the library's way takes time by their square. Files of this century have none. */
	private const LZW = 60_000;

	public function __construct( private readonly ReadingBudget $budget ) {}

	/**
	 * @param string $filterName
	 * @param string $data
	 * @param int    $decodeMemoryLimit Bytes one stream may have.
	 *
	 * @throws \Exception When it cannot be unpacked; the library goes on without it.
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed When the budget is spent.
	 */
	public function decodeFilter( string $filterName, string $data, int $decodeMemoryLimit = 0 ): string {
		$this->budget->check();
		if ( 'LZWDecode' === $filterName && strlen( $data ) > self::LZW ) {
			throw new \Exception( 'Too long for LZW.' );
		}
		$unpacked = parent::decodeFilter( $filterName, $data, $decodeMemoryLimit );
		$this->budget->count_unpacked( strlen( $unpacked ) );
		return $unpacked;
	}
}
