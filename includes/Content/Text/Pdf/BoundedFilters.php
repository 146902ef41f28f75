<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\RawData\FilterHelper;

/** Unpacks the streams of a PDF within a budget. The library limits each stream; this class limits all of them together. */
final class BoundedFilters extends FilterHelper {

	/** Maximum bytes of an LZW stream: the library takes quadratic time. Files of this century do not use LZW. */
	private const LZW = 60_000;

	public function __construct( private readonly ReadingBudget $budget ) {}

	/**
	 * @param string $filterName
	 * @param string $data
	 * @param int    $decodeMemoryLimit Maximum unpacked bytes of the stream.
	 *
	 * @throws \Exception When the stream cannot be unpacked; the library continues without it.
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
