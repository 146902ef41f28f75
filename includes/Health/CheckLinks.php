<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job: checks links that are due, and then the documents of links that died or recovered. */
final class CheckLinks implements JobHandler {

	public const NAME = 'knowledge.links';

	public const EVERY_SECONDS = 900;

	private const SECONDS = 15.0;

	public function __construct(
		private readonly LinkChecker $link_checker,
		private readonly DocumentChecker $checker,
	) {}

	public function handle( Job $job ): void {
		foreach ( $this->link_checker->run( self::SECONDS ) as $document_id ) {
			$this->checker->check( $document_id );
		}
	}
}
