<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text\Pdf;

use Aaia\Chatbot\Knowledge\Text\ReadingBudget;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Config;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\RawData\RawDataParser;

/** The library's reader of a PDF's structure, with our filters. */
final class BoundedStructure extends RawDataParser {

	public function __construct( Config $config, ReadingBudget $budget ) {
		parent::__construct( [], $config );
		$this->filterHelper = new BoundedFilters( $budget );
	}
}
