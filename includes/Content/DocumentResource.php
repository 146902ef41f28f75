<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** REST representation of a document. */
final class DocumentResource {

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'          => Schema::int(),
				'source'      => Schema::string(),
				'title'       => Schema::string(),
				'url'         => Schema::string(),
				'language'    => Schema::string(),
				'chunks'      => Schema::int(),
				'boost'       => Schema::enum( ...array_column( Boost::cases(), 'value' ) ),
				'excluded'    => Schema::bool(),
				'modified_at' => Schema::string()->nullable(),
			]
		)->named( 'KnowledgeDocument' );
	}

	/**
	 * @return array{
	 *     id: int, source: string, title: string, url: string, language: string, chunks: int, boost: string,
	 *     excluded: bool, modified_at: ?string,
	 * }
	 */
	public static function of( ListedDocument $document ): array {
		return [
			'id'          => $document->id,
			'source'      => $document->source,
			'title'       => $document->title,
			'url'         => $document->url,
			'language'    => $document->language,
			'chunks'      => $document->chunks,
			'boost'       => $document->boost->value,
			'excluded'    => $document->excluded,
			'modified_at' => Time::to_wire( $document->modified_at ),
		];
	}
}
