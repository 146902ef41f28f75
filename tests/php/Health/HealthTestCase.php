<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

use Aaia\Chatbot\Health\CheckHealth;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Health\StoredFinding;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

/** A test with its own index, its own content checks, and a clock that it sets. */
abstract class HealthTestCase extends KnowledgeTestCase {

	protected \DateTimeImmutable $now;

	protected function setUp(): void {
		parent::setUp();
		$this->now    = new \DateTimeImmutable( '2026-03-10 12:00:00', new \DateTimeZone( 'UTC' ) );
		$clock        = new class( fn(): \DateTimeImmutable => $this->now ) implements Clock {
			/** @param \Closure(): \DateTimeImmutable $tell */
			public function __construct( private readonly \Closure $tell ) {}

			public function now(): \DateTimeImmutable {
				return ( $this->tell )();
			}
		};
		$this->services = $this->wired( [ Clock::class => $clock ] );
		$this->services->get( CheckHealth::class )->run( 60.0 );
	}

	/** Checks everything that is due. */
	protected function check(): void {
		self::assertTrue( $this->services->get( CheckHealth::class )->run( 60.0 ) );
	}

	/** @return list<StoredFinding> Newest first. */
	protected function findings( string $kind = '', bool $ignored = false ): array {
		return $this->services->get( FindingRepository::class )->page( $kind, $ignored, null, 101 );
	}

	/** @return list<string> Such as `price a: 5 € / b: 6 €`, in the order of the documents' addresses. */
	protected function told( string $kind = '' ): array {
		$told = array_map( static function ( StoredFinding $stored ): string {
			$places = [ rawurldecode( basename( $stored->document->url ) ) . ': ' . $stored->finding->location->value ];
			if ( null !== $stored->other && null !== $stored->finding->other ) {
				$places[] = rawurldecode( basename( $stored->other->url ) ) . ': ' . $stored->finding->other->value;
			}
			sort( $places );
			return $stored->finding->kind->value . ' ' . implode( ' / ', $places );
		}, $this->findings( $kind ) );
		sort( $told );
		return $told;
	}
}
