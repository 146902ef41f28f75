<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text\Pdf;

use Aaia\Chatbot\Knowledge\Text\ReadingBudget;
use Aaia\Chatbot\Knowledge\Text\ReadingFailed;
use Aaia\Chatbot\Knowledge\Text\Unreadable;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Config;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Document;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Parser;

/** The library's parser, which asks our budget before every object. */
final class BoundedParser extends Parser {

	/** Objects of a file: a book of 1,000 pages has 20,000. */
	private const OBJECTS = 200_000;

	public function __construct(
		Config $config,
		private readonly ReadingBudget $budget,
	) {
		parent::__construct( [], $config );
		$this->rawDataParser = new BoundedStructure( $config, $budget );
	}

	/**
	 * @param string       $id
	 * @param array<mixed> $structure
	 * @param ?Document    $document
	 *
	 * @return mixed
	 *
	 * @throws ReadingFailed
	 */
	protected function parseObject( string $id, array $structure, ?Document $document ) {
		$this->budget->check();
		if ( count( $this->objects ) > self::OBJECTS ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		return parent::parseObject( $id, $structure, $document );
	}
}
