<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\SourceReport;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** An error reported on a source, as staff see it on the wire. */
final class ReportView {

	/** Shape on the wire. */
	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'           => Schema::string(),
				'conversation' => Schema::string()->nullable(),
				'title'        => Schema::string(),
				'url'          => Schema::string(),
				'document'     => Schema::int()->nullable(),
				'comment'      => Schema::string(),
				'settled'      => Schema::bool(),
				'created_at'   => Schema::string(),
			]
		)->named( 'SourceReport' );
	}

	/**
	 * @param ?string $conversation Public id, when this member of staff may open it; null otherwise, and then without the visitor's words.
	 *
	 * @return array{id: string, conversation: ?string, title: string, url: string, document: ?int, comment: string, settled: bool, created_at: ?string}
	 */
	public static function of( SourceReport $report, ?string $conversation ): array {
		return [
			'id'           => (string) $report->id,
			'conversation' => $conversation,
			'title'        => $report->title,
			'url'          => $report->url,
			'document'     => $report->document_id,
			'comment'      => null === $conversation ? '' : $report->comment,
			'settled'      => $report->settled,
			'created_at'   => Time::to_wire( $report->created_at ),
		];
	}
}
